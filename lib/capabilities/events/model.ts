/** A fact to append. Topics say who wants to hear of it; `data` is small and carries no secret. */
export interface NewEvent {
  capability: string
  /** Such as `command.changed`. */
  type: string
  /** Id or ARN of what changed. */
  resource: string
  topics: readonly string[]
  data?: { readonly [key: string]: unknown }
}

export interface StoredEvent extends Required<NewEvent> {
  cursor: Cursor
  at: Date
}

/** Position in the order of events: transaction id and number, as `txid-id`. */
export type Cursor = { readonly txid: bigint; readonly id: bigint }

export const startCursor: Cursor = { txid: 0n, id: 0n }

export function formatCursor(cursor: Cursor): string {
  return `${cursor.txid}-${cursor.id}`
}

/** Where Postgres's types end: xid8 and bigint. */
const endOfTransactions = 2n ** 64n
const endOfNumbers = 2n ** 63n

export function parseCursor(text: string | undefined): Cursor | undefined {
  const match = /^(\d{1,20})-(\d{1,20})$/.exec(text ?? '')
  if (!match?.[1] || !match[2]) return undefined
  const cursor = { txid: BigInt(match[1]), id: BigInt(match[2]) }
  return cursor.txid < endOfTransactions && cursor.id < endOfNumbers ? cursor : undefined
}

const topicPattern = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_.:-]+){0,2}$/

/** Topics of a subscription, from `a,b/c`; bad and surplus ones are left out. */
export function parseTopics(text: string | null): readonly string[] {
  return [...new Set((text ?? '').split(','))].filter((topic) => topicPattern.test(topic)).slice(0, 64)
}

/** Negative when `a` comes before `b`. */
export function compareCursors(a: Cursor, b: Cursor): number {
  if (a.txid !== b.txid) return a.txid < b.txid ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}
