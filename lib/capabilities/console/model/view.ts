import { ApiError } from '#lib/vocabulary/api-error'

export const mostViewsOfAPerson = 100
/** What a view keeps of a list's address: filters, text, order, columns. */
export const viewParams = ['f', 'q', 'sort', 'cols'] as const
export const listPattern = /[a-z][a-z0-9-]{0,39}/
export const viewIdPattern = /[a-z0-9][a-z0-9-]{0,63}/

/** In one spelling, so that two addresses of the same view are equal. */
export function normalSearch(search: string): string {
  const given = new URLSearchParams(search)
  const kept = viewParams.flatMap((name) => given.getAll(name).map((value): [string, string] => [name, value]))
  return new URLSearchParams(kept).toString()
}

export function parseSearch(search: string): string {
  const unknown = [...new URLSearchParams(search).keys()].find((name) => !viewParams.some((param) => param === name))
  if (unknown === undefined) return normalSearch(search)
  throw new ApiError(
    'ValidationException',
    `A view keeps ${viewParams.join(', ')} of an address, and not ${unknown.slice(0, 40)}: leave that out.`,
  )
}
