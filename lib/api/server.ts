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
  /** What the query asked; the outputs are parts of `data` wherever it keeps them as they are. */
  calls: readonly FirstCall[]
}

export interface FirstCall {
  service: string
  operation: string
  input: object
  output: unknown
  startedAt: number
  durationMs: number
}

/** A page that waited longer would miss its own budget. */
const patienceMs = 800

/** Pages that are made during `work` may ask for first data. */
export function withPageRequest<T>(request: PageRequest, work: () => T): T {
  return requests().run(request, work)
}

function requests(): AsyncLocalStorage<PageRequest> {
  const shared = globalThis as { [place]?: AsyncLocalStorage<PageRequest> }
  shared[place] ??= new AsyncLocalStorage()
  return shared[place]
}

/** The cursor of the page that is being made. */
export function firstCursor(): string | undefined {
  return pageRequest()?.cursor
}

/** What strangers may know too: the page that signs them in says where. */
export async function installationName(): Promise<string | undefined> {
  const input = { service: 'session', operation: 'GetInstallationName', input: {} }
  const answer = (await pageRequest()
    ?.call(input)
    .catch(() => undefined)) as { Name: string } | undefined
  return answer?.Name
}

/** Answers that came in time. What failed or is late the browser asks for itself, and says what went wrong. */
export async function firstAnswers(queries: readonly FirstQuery[]): Promise<FirstAnswer[]> {
  const page = pageRequest()
  if (!page) return []
  const leaving = new AbortController()
  const late = setTimeout(() => leaving.abort(), patienceMs)
  const gaveUp = new Promise<undefined>((resolve) => leaving.signal.addEventListener('abort', () => resolve(undefined)))
  try {
    const asked = queries.map((query) => firstAnswer(page, query, leaving.signal).catch(() => undefined))
    const answers = await Promise.all(asked.map((answer) => Promise.race([answer, gaveUp])))
    return answers.filter((answer) => answer !== undefined)
  } finally {
    clearTimeout(late)
  }
}

async function firstAnswer(page: PageRequest, query: FirstQuery, signal: AbortSignal): Promise<FirstAnswer | undefined> {
  const { queryKey, queryFn } = query
  if (typeof queryFn !== 'function') return undefined
  const pageParam = query.initialPageParam
  const at = Date.now()
  const calls: FirstCall[] = []
  const data: unknown = await requests().run(recording(page, calls), () => queryFn({ queryKey, signal, pageParam }))
  return { queryKey, data: 'initialPageParam' in query ? { pages: [data], pageParams: [pageParam] } : data, at, calls }
}

function recording(page: PageRequest, calls: FirstCall[]): PageRequest {
  return {
    ...page,
    async call(asked) {
      const startedAt = Date.now()
      const output = await page.call(asked)
      // Who is signed in is no operation of the API.
      if (asked.service !== 'session') calls.push({ ...asked, output, startedAt, durationMs: Date.now() - startedAt })
      return output
    },
  }
}
