/** `GET /api/live?topics=a,b/c`: snapshot mark, backfill, cut-over, live. The contract is in docs/live.md. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  compareCursors,
  type Cursor,
  currentCursor,
  formatCursor,
  oldestCursor,
  parseCursor,
  parseTopics,
  readAfter,
  type StoredEvent,
} from '#lib/capabilities/events/index'
import type { Ctx } from '#lib/platform/context'
import type { EventTail } from './event-tail'
import { subscribeLines } from './live-lines'
import { subscribeOutput } from './live-output'

const beatMilliseconds = 10_000
const sessionCheckMilliseconds = 60_000
const mostUnsent = 1024 * 1024
const longestBackfill = 5000

export interface LiveRequest {
  ctx: Ctx
  tail: EventTail
  request: IncomingMessage
  response: ServerResponse
  /** Fires when the server stops: a stream would never end by itself. */
  stopping: AbortSignal
  /** False when the session has ended: the stream ends with it. */
  stillSignedIn(): Promise<boolean>
}

export async function serveLive(live: LiveRequest): Promise<void> {
  const { ctx, request, response } = live
  // Who left while we looked up the session is not told of any more: nothing would end the stream.
  if (response.destroyed) return
  const url = new URL(request.url ?? '/', 'http://live')
  const topics = new Set(parseTopics(url.searchParams.get('topics')))
  const resume = parseCursor(String(request.headers['last-event-id'] ?? url.searchParams.get('after') ?? ''))
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  response.socket?.setNoDelay(true)
  const stream = openStream(live, resume)
  const owned = [
    endWithServer(live),
    keepAlive(live, stream),
    subscribeOutput(ctx, topics, stream.send),
    subscribeLines(ctx, topics, stream.send),
  ]
  response.once('close', () => owned.forEach((part) => part.stop()))
  await follow(live, { topics, resume, stream, own: (part) => owned.push(part) })
}

interface Stream {
  /** The last event that was sent or was not about these topics. */
  sent: Cursor
  send(frame: string): void
}

function openStream({ ctx, response, tail }: LiveRequest, resume: Cursor | undefined): Stream {
  return {
    sent: resume ?? tail.position(),
    send(frame) {
      if (response.destroyed || response.writableEnded) return
      if (response.writableLength > mostUnsent) {
        ctx.log.info({ unsent: response.writableLength }, 'a live stream was too slow and was closed; it resumes by number')
        // Not `end`: that would wait for the reader.
        response.destroy()
        return
      }
      response.write(frame)
    },
  }
}

function endWithServer({ response, stopping }: LiveRequest): { stop(): void } {
  const end = () => void response.end()
  stopping.addEventListener('abort', end, { once: true })
  if (stopping.aborted) end()
  return { stop: () => stopping.removeEventListener('abort', end) }
}

function keepAlive(live: LiveRequest, stream: Stream): { stop(): void } {
  const beat = setInterval(() => stream.send(`event: beat\nid: ${formatCursor(stream.sent)}\ndata: {}\n\n`), beatMilliseconds)
  const check = setInterval(() => {
    live.stillSignedIn().then(
      (signedIn) => signedIn || live.response.end(),
      () => {},
    )
  }, sessionCheckMilliseconds)
  return {
    stop() {
      clearInterval(beat)
      clearInterval(check)
    },
  }
}

interface Follower {
  topics: ReadonlySet<string>
  resume: Cursor | undefined
  stream: Stream
  own(part: { stop(): void }): void
}

/** Listens first and keeps what comes; fills in from the resume number; then lets the kept ones through, each once. */
async function follow(live: LiveRequest, follower: Follower): Promise<void> {
  const { stream } = follower
  let kept: StoredEvent[] | undefined = []
  const deliver = (events: readonly StoredEvent[]) => {
    for (const event of events) {
      if (compareCursors(event.cursor, stream.sent) <= 0) continue
      stream.sent = event.cursor
      if (event.topics.some((topic) => follower.topics.has(topic))) stream.send(frameOf(event))
    }
  }
  follower.own(live.tail.listen((events) => (kept ? kept.push(...events) : deliver(events))))
  const target = live.tail.position()
  stream.send(`event: snapshot\nid: ${formatCursor(stream.sent)}\ndata: {}\n\n`)
  if (follower.resume && !(await backfill(live, { from: follower.resume, to: target, deliver }))) {
    stream.sent = target
    stream.send(`event: reset\nid: ${formatCursor(target)}\ndata: {}\n\n`)
  }
  deliver(kept)
  kept = undefined
}

interface Backfill {
  from: Cursor
  to: Cursor
  deliver(events: readonly StoredEvent[]): void
}

/** False when the events between are gone or too many: the reader has to fetch everything anew. */
async function backfill(live: LiveRequest, { from, to, deliver }: Backfill): Promise<boolean> {
  if (compareCursors(from, to) > 0) return isPast(live.ctx, from)
  const oldest = await oldestCursor(live.ctx)
  if (oldest && compareCursors(from, oldest) < 0) return false
  let at = from
  for (let count = 0; compareCursors(at, to) < 0; ) {
    const events = await readAfter(live.ctx, at, 500)
    const last = events.at(-1)
    if (!last) return true
    count += events.length
    if (count > longestBackfill) return false
    deliver(events)
    at = last.cursor
  }
  return true
}

/** Another process may have read further than ours, but not further than the database: then it was restored from a backup. */
async function isPast(ctx: Ctx, cursor: Cursor): Promise<boolean> {
  return compareCursors(cursor, await currentCursor(ctx)) <= 0
}

function frameOf(event: StoredEvent): string {
  const { cursor, ...rest } = event
  const id = formatCursor(cursor)
  return `id: ${id}\ndata: ${JSON.stringify({ id, ...rest, at: event.at.getTime() / 1000 })}\n\n`
}
