'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { AskedSearch } from './asked-search'
import { type Filter, formatFilter, parseFilters } from './filter-grammar'
import { formatSort, parseSort, type Sort } from './table/column'

type Change = Record<string, string | readonly string[] | undefined>
/** Typing and moving replace the history entry; a view or a tab adds one. */
type How = 'replace' | 'push'

/** One per tab and outside React: whatever shows the same parameter shows the same value. */
const asked = new AskedSearch(() => window.location)

/** The parameters of the address as it stands, also while the router is still on its way there. */
function useParams(): Pick<URLSearchParams, 'get' | 'getAll' | 'has' | 'toString' | 'size'> {
  const known = useSearchParams()
  const search = useSyncExternalStore(asked.subscribe, asked.read, () => undefined)
  return useMemo(() => (search === undefined ? known : new URLSearchParams(search)), [known, search])
}

/** Reads and writes query parameters without asking the server for the page again. */
export function useUrlParams() {
  const params = useParams()
  const set = useCallback((change: Change, how: How = 'replace') => {
    const next = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(change)) {
      next.delete(name)
      for (const part of value === undefined ? [] : typeof value === 'string' ? [value] : value) next.append(name, part)
    }
    const search = next.toString()
    const url = `${window.location.pathname}${search ? `?${search}` : ''}${window.location.hash}`
    window.history[how === 'push' ? 'pushState' : 'replaceState'](null, '', url)
    asked.written()
  }, [])
  return { params, set }
}

export function useUrlParam(name: string): readonly [string | undefined, (value: string | undefined, how?: How) => void] {
  const { params, set } = useUrlParams()
  const write = useCallback((value: string | undefined, how?: How) => set({ [name]: value }, how), [set, name])
  return [params.get(name) ?? undefined, write]
}

/** Filters, free text and sort of a list: `?f=status:is:Online&q=web&sort=-lastSeen`. */
export function useListState() {
  const { params, set } = useUrlParams()
  const texts = params.getAll('f').join('\n')
  const sortText = params.get('sort') ?? undefined
  const filters = useMemo(() => parseFilters(texts === '' ? [] : texts.split('\n')), [texts])
  const sort = useMemo(() => parseSort(sortText), [sortText])
  return {
    filters,
    query: params.get('q') ?? '',
    sort,
    setFilters: (next: readonly Filter[]) => set({ f: next.map(formatFilter) }),
    setQuery: (next: string) => set({ q: next || undefined }),
    setSort: (next: readonly Sort[]) => set({ sort: formatSort(next) }),
    clear: () => set({ f: undefined, q: undefined, view: undefined }),
  }
}
