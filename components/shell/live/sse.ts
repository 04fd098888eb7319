/** One server-sent event. Comments and empty events are dropped. */
export interface ServerSentEvent {
  id: string | undefined
  event: string
  data: string
}

/** Feeds on text as it arrives and gives the events that are complete. Lines may end in LF or CRLF and break anywhere. */
export class SseParser {
  #rest = ''
  #id: string | undefined
  #event = ''
  #data: string[] = []

  push(text: string): ServerSentEvent[] {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    return lines.flatMap((line) => this.#line(line.endsWith('\r') ? line.slice(0, -1) : line))
  }

  #line(line: string): ServerSentEvent[] {
    if (line === '') return this.#finish()
    const colon = line.indexOf(':')
    if (colon === 0) return []
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'data') this.#data.push(value)
    else if (field === 'event') this.#event = value
    else if (field === 'id') this.#id = value
    return []
  }

  #finish(): ServerSentEvent[] {
    const done = { id: this.#id, event: this.#event || 'message', data: this.#data.join('\n') }
    const empty = this.#data.length === 0 && this.#event === ''
    this.#id = undefined
    this.#event = ''
    this.#data = []
    return empty ? [] : [done]
  }
}
