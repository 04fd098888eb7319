import { numberText } from './number-text'

/** MaxConcurrency and MaxErrors as typed: a number or a percentage. */
export interface Rate {
  concurrency: string
  errors: string
}

export const defaultRate: Rate = { concurrency: '50', errors: '0' }

export const ratePresets: readonly { id: string; label: string; rate: Rate }[] = [
  { id: 'canary', label: 'Canary', rate: { concurrency: '1', errors: '0' } },
  { id: 'careful', label: 'Careful', rate: { concurrency: '10%', errors: '0' } },
  { id: 'normal', label: 'Normal', rate: { concurrency: '50', errors: '0' } },
  { id: 'fast', label: 'Fast', rate: { concurrency: '50', errors: '10%' } },
]

export function rateProblem(kind: 'concurrency' | 'errors', text: string): string | undefined {
  const least = kind === 'concurrency' ? 1 : 0
  const match = /^(\d{1,7})(%?)$/.exec(text)
  if (!match?.[1]) return `Write a number or a percentage, such as ${kind === 'concurrency' ? '50 or 10%' : '0 or 10%'}.`
  if (Number(match[1]) < least) return 'At least 1.'
  if (match[2] === '%' && Number(match[1]) > 100) return 'At most 100%.'
  return undefined
}

/** A percentage of the targets, as the service rounds it: concurrency up to at least one, errors down. */
export function rateCount(kind: 'concurrency' | 'errors', text: string, total: number): number {
  const value = Number.parseInt(text, 10)
  if (!text.endsWith('%')) return kind === 'concurrency' ? Math.min(value, Math.max(1, total)) : value
  const share = (value * total) / 100
  return kind === 'concurrency' ? Math.max(1, Math.floor(share)) : Math.floor(share)
}

/** "24 nodes at a time, about 9 waves. Stops sending after the 13th failure (12 allowed); nodes already running will finish." */
export function rateSentence(rate: Rate, total: number): string {
  if (rateProblem('concurrency', rate.concurrency) ?? rateProblem('errors', rate.errors)) return ''
  const atOnce = rateCount('concurrency', rate.concurrency, total)
  const allowed = rateCount('errors', rate.errors, total)
  const waves = Math.ceil(total / atOnce)
  const pace =
    total === 0
      ? 'No nodes yet.'
      : waves <= 1
        ? 'All nodes at once.'
        : `${numberText(atOnce)} ${atOnce === 1 ? 'node' : 'nodes'} at a time, about ${numberText(waves)} waves.`
  if (total > 0 && allowed >= total) return `${pace} Failures never stop it.`
  const stop =
    allowed === 0
      ? 'Stops sending at the first failure'
      : `Stops sending after the ${ordinal(allowed + 1)} failure (${numberText(allowed)} allowed)`
  return `${pace} ${stop}; nodes already running will finish.`
}

function ordinal(count: number): string {
  const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
  return `${numberText(count)}${endings[new Intl.PluralRules('en', { type: 'ordinal' }).select(count)] ?? 'th'}`
}
