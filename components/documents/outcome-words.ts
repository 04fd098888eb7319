import type { DocumentOutcome } from './own-operations'

type Judged = Pick<DocumentOutcome, 'EndedCount' | 'SucceededCount' | 'IsCut'>

/** "97%" of the runs that ended; nothing where none did. Only all of them are 100%, and only none 0%. */
export function outcomeShare(outcome: Judged | undefined): string {
  if (!outcome || outcome.EndedCount === 0) return '-'
  const { SucceededCount: good, EndedCount: all } = outcome
  const share = Math.round((100 * good) / all)
  return `${good === all ? 100 : good === 0 ? 0 : Math.min(99, Math.max(1, share))}%`
}

export function outcomeWords(outcome: Judged | undefined): string {
  if (!outcome || outcome.EndedCount === 0) return 'No run ended in the last 30 days'
  const { SucceededCount: good, EndedCount: all, IsCut } = outcome
  const which = IsCut ? `the newest ${all.toLocaleString('en')} runs` : all === 1 ? '1 run' : `${all.toLocaleString('en')} runs`
  return `${good.toLocaleString('en')} of ${which} of the last 30 days succeeded`
}
