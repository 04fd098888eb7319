/** Reads server-sent events from an answer, for tests: `next` resolves with the next frame that fits. */
export interface Frame {
  event: string
  id: string | undefined
  data: unknown
}

export async function openEventStream(url: string, headers: Record<string, string>) {
  const ending = new AbortController()
  const answer = await fetch(url, { headers, signal: ending.signal })
  if (!answer.body) throw new Error('the stream has no body')
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const seen: Frame[] = []

  async function next(fits: (frame: Frame) => boolean = () => true): Promise<Frame> {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const frame = frameOf(text.slice(0, end))
        text = text.slice(end + 2)
        seen.push(frame)
        if (fits(frame)) return frame
        continue
      }
      const { value, done } = await reader.read()
      if (done) throw new Error(`the stream ended after ${JSON.stringify(seen)}`)
      text += value
    }
  }

  return { next, seen, close: () => ending.abort() }
}

function frameOf(text: string): Frame {
  const fields = new Map(
    text.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return { event: fields.get('event') ?? 'message', id: fields.get('id'), data: JSON.parse(fields.get('data') ?? '{}') }
}
