export interface PageSearch {
  searchParams: Promise<Readonly<Record<string, string | string[]>>>
}

/** The parameters of an address as the browser has them. */
export function searchOf(params: Readonly<Record<string, string | readonly string[] | undefined>>): URLSearchParams {
  const pairs = Object.entries(params).flatMap(([name, value = []]) => [value].flat().map((one) => [name, one]))
  return new URLSearchParams(pairs)
}
