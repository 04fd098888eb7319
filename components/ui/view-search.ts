import { normalSearch, viewParams } from '#lib/capabilities/console/model/view'

export { normalSearch }

/** The change of the address that applies the view; what the view does not say is taken away. */
export function viewChange(view: { id: string; search: string }): Record<string, string | readonly string[] | undefined> {
  const wanted = new URLSearchParams(view.search)
  return { ...Object.fromEntries(viewParams.map((name) => [name, wanted.getAll(name)])), view: view.id }
}

/** The view that the address names; else the one that it equals; else none. */
export function viewOf<View extends { id: string; search: string }>(
  views: readonly View[],
  params: { get(name: string): string | null; toString(): string },
): View | undefined {
  const now = normalSearch(params.toString())
  return views.find(({ id }) => id === params.get('view')) ?? views.find(({ search }) => normalSearch(search) === now)
}
