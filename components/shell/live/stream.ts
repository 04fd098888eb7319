import type { LastLines, LiveEvent, OutputChunk } from './messages'
import { type ServerSentEvent, SseParser } from './sse'

export interface StreamHandlers {
  onOpen(): void
  onBytes(): void
  onEvent(event: LiveEvent, cursor: string | undefined): void
  /** All that came at once. */
  onOutput(chunks: readonly OutputChunk[]): void
  onLines(said: LastLines): void
  /** The server's cursor now; `lost` when it could not resume where we were. */
  onSnapshot(cursor: string | undefined, lost: boolean): void
  /** How far the stream is, when nothing about these topics happened. */
  onBeat(cursor: string | undefined): void
}

export interface StreamRequest {
  topics: readonly string[]
  /** The cursor to go on from. */
  since: string | undefined
  handlers: StreamHandlers
  signal: AbortSignal
}

const silentAfterMs = 25_000

/** Reads one stream until it ends, breaks, or stays silent for longer than two beats. Always rejects or resolves; the caller reconnects. */
export async function readStream({ topics, since, handlers, signal }: StreamRequest): Promise<void> {
  const silence = new AbortController()
  const stopped = AbortSignal.any([signal, silence.signal])
  let watchdog = setTimeout(() => silence.abort(), silentAfterMs)
  const heard = () => {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => silence.abort(), silentAfterMs)
    handlers.onBytes()
  }
  try {
    const headers: Record<string, string> = { accept: 'text/event-stream', 'x-quarterdeck': '1' }
    if (since !== undefined) headers['last-event-id'] = since
    const response = await fetch(`/api/live?topics=${topics.map(encodeURIComponent).join(',')}`, {
      headers,
      signal: stopped,
      cache: 'no-store',
    })
    if (!response.ok || !response.body) throw new Error(`live stream answered ${response.status}`)
    handlers.onOpen()
    const parser = new SseParser()
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      heard()
      const events = parser.push(piece.value)
      for (const event of events) dispatch(event, handlers)
      const chunks = events.filter(({ event }) => event === 'output').map(({ data }) => JSON.parse(data) as OutputChunk)
      if (chunks.length > 0) handlers.onOutput(chunks)
    }
  } finally {
    clearTimeout(watchdog)
  }
}

function dispatch({ event, id, data }: ServerSentEvent, handlers: StreamHandlers): void {
  if (event === 'message') handlers.onEvent(JSON.parse(data) as LiveEvent, id)
  else if (event === 'lines') handlers.onLines(JSON.parse(data) as LastLines)
  else if (event === 'beat') handlers.onBeat(id)
  else if (event === 'snapshot' || event === 'reset') handlers.onSnapshot(id ?? cursorIn(data), event === 'reset')
}

function cursorIn(data: string): string | undefined {
  const parsed: unknown = data === '' ? undefined : JSON.parse(data)
  if (typeof parsed !== 'object' || parsed === null) return undefined
  const cursor = 'cursor' in parsed ? parsed.cursor : 'id' in parsed ? parsed.id : undefined
  return typeof cursor === 'string' || typeof cursor === 'number' ? String(cursor) : undefined
}
