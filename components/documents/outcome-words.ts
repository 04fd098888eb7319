import type { DocumentOutcome } from './own-operations'

type Judged = Pick<DocumentOutcome, 'EndedCount' | 'SucceededCount' | 'IsCut'>

/** "97%" of the runs that ended; a dash where none did, nothing where that is not known yet. Only all of them are 100%, and only none 0%. */
export function outcomeShare(outcome: Judged | null | undefined): string {
  if (outcome === undefined) return ''
  if (outcome === null || outcome.EndedCount === 0) return '-'
  const { SucceededCount: good, EndedCount: all } = outcome
  const share = Math.round((100 * good) / all)
  return `${good === all ? 100 : good === 0 ? 0 : Math.min(99, Math.max(1, share))}%`
}

export function outcomeWords(outcome: Judged | null | undefined): string {
  if (outcome === undefined) return ''
  if (outcome === null || outcome.EndedCount === 0) return 'No run ended in the last 30 days'
  const { SucceededCount: good, EndedCount: all, IsCut } = outcome
  const which = IsCut ? `the newest ${all.toLocaleString('en')} runs` : all === 1 ? '1 run' : `${all.toLocaleString('en')} runs`
  return `${good.toLocaleString('en')} of ${which} of the last 30 days succeeded`
}

/** Slices of the names, for calls that take so many. */
export function partsOf(names: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(names.length / size) }, (_, at) => names.slice(at * size, (at + 1) * size))
}
