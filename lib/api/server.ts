/**
 * First data of pages: what a page shows at once is asked for while its HTML is made, by the same operations and the same
 * caller as from the browser. Bundled twice, into the program and by Next: the two meet at one place on `globalThis`.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** One call as the browser would make it; its answer has the form that the browser would get. */
export type PageCall = (call: { service: string; operation: string; input: object }) => Promise<unknown>

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
const place: unique symbol = Symbol.for('quarterdeck.page-call')

function callers(): AsyncLocalStorage<PageCall> {
  const shared = globalThis as { [place]?: AsyncLocalStorage<PageCall> }
  shared[place] ??= new AsyncLocalStorage()
  return shared[place]
}

/** Pages that are made during `work` may ask for first data. */
export function withPageCall<T>(call: PageCall, work: () => T): T {
  return callers().run(call, work)
}

/** Answers that came in time. What failed or is late the browser asks for itself, and says what went wrong. */
export async function firstAnswers(queries: readonly FirstQuery[]): Promise<FirstAnswer[]> {
  const call = callers().getStore()
  if (!call) return []
  const answers = await Promise.all(queries.map((query) => soon(firstAnswer(call, query))))
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
