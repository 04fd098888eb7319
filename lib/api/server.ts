/**
 * First data of pages: what a page shows at once is asked for while its HTML is made, by the same operations and the same
 * caller as from the browser. Bundled twice, into the program and by Next: the two meet at one place on `globalThis`.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** One call as the browser would make it; its answer has the form that the browser would get. */
export type PageCall = (call: { service: string; operation: string; input: object }) => Promise<unknown>

/** One page that is being made. */
export interface PageRequest {
  call: PageCall
  /** Where the live stream stood when the page was asked for: it goes on from there, so that nothing after first data is missed. */
  cursor: string
}

/** What a query of a screen tells about itself: `meta` of the query. */
export interface FirstQuery {
  queryKey: readonly unknown[]
  meta?: Record<string, unknown> | undefined
}

export interface FirstAnswer {
  queryKey: readonly unknown[]
  data: unknown
  /** Epoch milliseconds. */
  at: number
}

/** A page that waited longer would miss its own budget. */
const patienceMs = 800
const place: unique symbol = Symbol.for('quarterdeck.page-request')

function requests(): AsyncLocalStorage<PageRequest> {
  const shared = globalThis as { [place]?: AsyncLocalStorage<PageRequest> }
  shared[place] ??= new AsyncLocalStorage()
  return shared[place]
}

/** Pages that are made during `work` may ask for first data. */
export function withPageRequest<T>(request: PageRequest, work: () => T): T {
  return requests().run(request, work)
}

/** The cursor of the page that is being made. */
export function firstCursor(): string | undefined {
  return requests().getStore()?.cursor
}

/** Answers that came in time. What failed or is late the browser asks for itself, and says what went wrong. */
export async function firstAnswers(queries: readonly FirstQuery[]): Promise<FirstAnswer[]> {
  const request = requests().getStore()
  if (!request) return []
  const answers = await Promise.all(queries.map((query) => soon(firstAnswer(request.call, query))))
  return answers.filter((answer) => answer !== undefined)
}

async function firstAnswer(call: PageCall, { queryKey, meta }: FirstQuery): Promise<FirstAnswer | undefined> {
  if (!isFirstCall(meta)) return undefined
  const { service, operation, input, isPaged } = meta
  const data = await call({ service, operation, input })
  return { queryKey, data: isPaged ? { pages: [data], pageParams: [undefined] } : data, at: Date.now() }
}

/** As the queries of `components` carry it. */
export type FirstCall = { service: string; operation: string; input: object; isPaged?: boolean }

function isFirstCall(meta: unknown): meta is FirstCall {
  return typeof meta === 'object' && meta !== null && 'service' in meta && 'operation' in meta && 'input' in meta
}

async function soon<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs)
  })
  try {
    return await Promise.race([work.catch(() => undefined), late])
  } finally {
    clearTimeout(timer)
  }
}
