/** One call as the browser would make it; its answer has the form that the browser would get. */
export type PageCall = (call: { service: string; operation: string; input: object }) => Promise<unknown>

/** One page that is being made on the server. */
export interface PageRequest {
  call: PageCall
  /** Where the live stream stood when the page was asked for: it goes on from there, so that nothing after first data is missed. */
  cursor: string
}

/** Bundled twice, into the program and by Next: the two meet at one place on `globalThis`, which a browser leaves empty. */
interface Meeting {
  [place]?: { getStore(): PageRequest | undefined }
}

export const place: unique symbol = Symbol.for('quarterdeck.page-request')

export function pageRequest(): PageRequest | undefined {
  return (globalThis as Meeting)[place]?.getStore()
}
