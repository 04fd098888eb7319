/** Of many names only so many are looked at. */
const maxCandidates = 100

/** The name that was most likely meant, if one is close enough. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > 64) return undefined
  const lower = name.toLowerCase()
  let best: { name: string; distance: number } | undefined
  let looked = 0
  for (const candidate of known) {
    looked += 1
    if (looked > maxCandidates) break
    const most = Math.max(1, Math.floor(candidate.length / 3))
    if (Math.abs(candidate.length - name.length) > most) continue
    const distance = candidate.toLowerCase() === lower ? 0 : distanceBetween(lower, candidate.toLowerCase())
    if (distance <= most && distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { name: candidate, distance }
  }
  return best?.name
}

/** How many letters have to be added, dropped, changed or swapped with their neighbour. */
function distanceBetween(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1
      const isSwap = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      const swapped = isSwap ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY
      next.push(Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + cost, swapped))
    }
    before = last
    last = next
  }
  return last[other.length] ?? 0
}

/** The end of a message: "; did you mean X?", or what there is to choose from when that is short. */
export function suggestion(name: string, known: readonly string[], meant = nearest(name, known)): string {
  if (meant !== undefined) return `; did you mean ${meant}?`
  if (known.length === 0) return '; there are none.'
  return known.length <= 12 ? `; expected ${listed(known)}.` : '.'
}

export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? ''
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

export function shown(text: string): string {
  return `'${text.length > 64 ? `${text.slice(0, 61)}...` : text}'`
}
