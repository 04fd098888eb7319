/**
 * First data of pages: what a page shows at once is asked for while its HTML is made, by the same queries and for the same
 * caller as from the browser.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { type PageRequest, pageRequest, place } from './page-request'

export type { PageCall } from './page-request'

/** A query of a screen, as TanStack Query takes it; one that pages has an `initialPageParam`. */
export interface FirstQuery {
  queryKey: readonly unknown[]
  queryFn?: unknown
  initialPageParam?: unknown
}

export interface FirstAnswer {
  queryKey: readonly unknown[]
  data: unknown
  /** Epoch milliseconds. */
  at: number
}

/** A page that waited longer would miss its own budget. */
const patienceMs = 800

/** Pages that are made during `work` may ask for first data. */
export function withPageRequest<T>(request: PageRequest, work: () => T): T {
  const shared = globalThis as { [place]?: AsyncLocalStorage<PageRequest> }
  shared[place] ??= new AsyncLocalStorage()
  return shared[place].run(request, work)
}

/** The cursor of the page that is being made. */
export function firstCursor(): string | undefined {
  return pageRequest()?.cursor
}

/** Answers that came in time. What failed or is late the browser asks for itself, and says what went wrong. */
export async function firstAnswers(queries: readonly FirstQuery[]): Promise<FirstAnswer[]> {
  if (!pageRequest()) return []
  const leaving = new AbortController()
  const late = setTimeout(() => leaving.abort(), patienceMs)
  const gaveUp = new Promise<undefined>((resolve) => leaving.signal.addEventListener('abort', () => resolve(undefined)))
  try {
    const asked = queries.map((query) => firstAnswer(query, leaving.signal).catch(() => undefined))
    const answers = await Promise.all(asked.map((answer) => Promise.race([answer, gaveUp])))
    return answers.filter((answer) => answer !== undefined)
  } finally {
    clearTimeout(late)
  }
}

async function firstAnswer(query: FirstQuery, signal: AbortSignal): Promise<FirstAnswer | undefined> {
  const { queryKey, queryFn } = query
  if (typeof queryFn !== 'function') return undefined
  const pageParam = query.initialPageParam
  const at = Date.now()
  const data: unknown = await queryFn({ queryKey, signal, pageParam })
  return { queryKey, data: 'initialPageParam' in query ? { pages: [data], pageParams: [pageParam] } : data, at }
}
