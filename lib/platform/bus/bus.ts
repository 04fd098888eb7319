/**
 * The doorbell between processes. Delivery is at most once and unordered between subjects: the database holds the truth.
 * A subject is dot-separated words; a subscription may end in `.>` to take everything below.
 */
export interface Bus {
  publish(subject: string, payload: Uint8Array): void
  subscribe(subject: string, receive: (payload: Uint8Array, subject: string) => void): Subscription
  /** Resolves when everything published before has left this process. */
  flush(): Promise<void>
  close(): Promise<void>
}

export interface Subscription {
  unsubscribe(): void
}
