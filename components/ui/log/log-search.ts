import { lineText } from './log-buffer'
import type { LogWindow } from './log-window'

export interface SearchQuery {
  text: string
  regex: boolean
}

export interface Hits {
  /** Places in the list given, in order. */
  lines: readonly number[]
  problem?: string
  /** There are more than these. */
  more?: boolean
  /** Still looking. */
  busy?: boolean
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

/** Finds in what is new only: output grows while it is searched. One for each query. */
export class HitFinder {
  readonly problem: string | undefined
  readonly #pattern: RegExp | undefined
  #hits: number[] = []
  #seen = 0
  #key = ''

  constructor(query: SearchQuery) {
    const made = searchPattern(query)
    this.problem = typeof made === 'string' ? made : undefined
    this.#pattern = typeof made === 'string' ? undefined : made
  }

  /** The last few lines are read again, because open lines still grow. */
  find({ key, count, lineAt }: Pick<LogWindow, 'key' | 'count' | 'lineAt'>): Hits {
    if (!this.#pattern) return this.problem === undefined ? { lines: [] } : { lines: [], problem: this.problem }
    if (key !== this.#key) this.#seen = 0
    this.#key = key
    const from = Math.max(0, Math.min(this.#seen, count) - stillOpen)
    this.#hits = this.#hits.filter((at) => at < from)
    for (let at = from; at < count; at++) {
      const line = lineAt(at)
      this.#pattern.lastIndex = 0
      if (line && this.#pattern.test(lineText(line))) this.#hits.push(at)
    }
    this.#seen = count
    return { lines: this.#hits }
  }
}

const stillOpen = 64

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

/**
 * Puts lines into the address. With the state that is there, because the router is not told then: it would give up the
 * page that was chosen a moment ago and is still on its way.
 */
export function writeLineHash(range: readonly [number, number]): void {
  window.history.replaceState(window.history.state, '', formatLineHash(range))
}
