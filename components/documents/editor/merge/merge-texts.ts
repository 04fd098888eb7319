import { diffArrays } from 'diff'

export type Region =
  | { kind: 'agreed'; lines: readonly string[] }
  | { kind: 'conflict'; mine: readonly string[]; theirs: readonly string[] }

export type Choice = 'mine' | 'theirs' | 'both'

interface Hunk {
  side: 'mine' | 'theirs'
  /** Lines of the base that are replaced. */
  start: number
  end: number
  lines: readonly string[]
}

/** Three-way merge by lines (diff3): what one side changed is taken, what both changed differently is a conflict. */
export function mergeTexts(base: string, mine: string, theirs: string): readonly Region[] {
  const lines = base.split('\n')
  const hunks = [...hunksOf(lines, mine, 'mine'), ...hunksOf(lines, theirs, 'theirs')].toSorted(
    (one, other) => one.start - other.start || one.end - other.end,
  )
  const regions: Region[] = []
  let done = 0
  for (const group of grouped(hunks)) {
    const start = Math.min(...group.map((hunk) => hunk.start))
    const end = Math.max(...group.map((hunk) => hunk.end))
    regions.push({ kind: 'agreed', lines: lines.slice(done, start) }, settled(lines, group, { start, end }))
    done = end
  }
  regions.push({ kind: 'agreed', lines: lines.slice(done) })
  return regions.filter((region) => region.kind === 'conflict' || region.lines.length > 0)
}

export function mergedText(regions: readonly Region[], choices: readonly Choice[]): string {
  let conflict = 0
  const lines = regions.flatMap((region) => {
    if (region.kind === 'agreed') return region.lines
    const choice = choices[conflict] ?? 'mine'
    conflict += 1
    if (choice === 'both') return [...region.mine, ...region.theirs]
    return region[choice]
  })
  return lines.join('\n')
}

function hunksOf(base: readonly string[], text: string, side: Hunk['side']): readonly Hunk[] {
  const hunks: Hunk[] = []
  let at = 0
  let open: Hunk | undefined
  for (const part of diffArrays([...base], text.split('\n'))) {
    if (!part.added && !part.removed) {
      at += part.value.length
      open = undefined
      continue
    }
    if (!open) {
      open = { side, start: at, end: at, lines: [] }
      hunks.push(open)
    }
    if (part.removed) at += part.value.length
    else open.lines = [...open.lines, ...part.value]
    open.end = at
  }
  return hunks
}

/** Changes that touch each other belong together. */
function grouped(hunks: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = []
  let end = -1
  for (const hunk of hunks) {
    const last = groups.at(-1)
    if (last && hunk.start <= end) last.push(hunk)
    else groups.push([hunk])
    end = Math.max(end, hunk.end)
  }
  return groups
}

function settled(base: readonly string[], group: readonly Hunk[], span: { start: number; end: number }): Region {
  const mine = sideOf(base, group, { ...span, side: 'mine' })
  const theirs = sideOf(base, group, { ...span, side: 'theirs' })
  const isMine = group.every(({ side }) => side === 'mine')
  const isSame = mine.length === theirs.length && mine.every((line, at) => line === theirs[at])
  if (isMine || isSame) return { kind: 'agreed', lines: mine }
  return group.every(({ side }) => side === 'theirs') ? { kind: 'agreed', lines: theirs } : { kind: 'conflict', mine, theirs }
}

function sideOf(
  base: readonly string[],
  group: readonly Hunk[],
  { start, end, side }: { start: number; end: number; side: Hunk['side'] },
): readonly string[] {
  const lines: string[] = []
  let at = start
  for (const hunk of group) {
    if (hunk.side !== side) continue
    lines.push(...base.slice(at, hunk.start), ...hunk.lines)
    at = hunk.end
  }
  return [...lines, ...base.slice(at, end)]
}
