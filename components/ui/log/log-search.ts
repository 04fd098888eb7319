import { type LogLine, lineText } from './log-buffer'

export interface SearchQuery {
  text: string
  regex: boolean
}

export interface Hits {
  /** Places in the list given, in order. */
  lines: readonly number[]
  problem?: string
}

/** Undefined for nothing to look for; a broken expression is told, not thrown. */
export function searchPattern({ text, regex }: SearchQuery): RegExp | string | undefined {
  if (text === '') return undefined
  try {
    return new RegExp(regex ? text : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi')
  } catch {
    return 'This is no valid regular expression.'
  }
}

export function findHits(lines: readonly LogLine[], query: SearchQuery): Hits {
  const pattern = searchPattern(query)
  if (pattern === undefined) return { lines: [] }
  if (typeof pattern === 'string') return { lines: [], problem: pattern }
  const found: number[] = []
  for (const [at, line] of lines.entries()) {
    pattern.lastIndex = 0
    if (pattern.test(lineText(line))) found.push(at)
  }
  return { lines: found }
}

/** `#L118` or `#L118-L131`; lines count from 1. */
export function parseLineHash(hash: string): readonly [number, number] | undefined {
  const match = /^#?L(\d+)(?:-L?(\d+))?$/.exec(hash)
  if (!match) return undefined
  const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])]
  return from <= to ? [from, to] : [to, from]
}

export function formatLineHash([from, to]: readonly [number, number]): string {
  return from === to ? `#L${from}` : `#L${Math.min(from, to)}-L${Math.max(from, to)}`
}
