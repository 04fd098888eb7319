import { validationFailed } from './api-error'

/** How many targets at once, and how many errors until the rest is not attempted: a number, or a share of the targets. */
export type RateLimit = { kind: 'count'; count: number } | { kind: 'percent'; percent: number }

const concurrencyPattern = '^([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$'
const errorsPattern = '^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$'

export const defaultMaxConcurrency = '50'
export const defaultMaxErrors = '0'

/** At least 1, or 1% to 100%. */
export function parseMaxConcurrency(text: string): RateLimit {
  return parseLimit(text, 'maxConcurrency', concurrencyPattern)
}

/** 0 is allowed: the first error stops. */
export function parseMaxErrors(text: string): RateLimit {
  return parseLimit(text, 'maxErrors', errorsPattern)
}

function parseLimit(text: string, member: string, pattern: string): RateLimit {
  if (text.length > 7 || !new RegExp(pattern).test(text)) {
    const shown = text.slice(0, 32)
    throw validationFailed([
      `Value '${shown}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    ])
  }
  if (text.endsWith('%')) return { kind: 'percent', percent: Number(text.slice(0, -1)) }
  return { kind: 'count', count: Number(text) }
}

/** A share never rounds down to nothing. */
export function concurrencyFor(limit: RateLimit, targets: number): number {
  return limit.kind === 'count' ? limit.count : Math.max(1, Math.floor((limit.percent * targets) / 100))
}

export function errorLimitFor(limit: RateLimit, targets: number): number {
  return limit.kind === 'count' ? limit.count : Math.floor((limit.percent * targets) / 100)
}

/** The limit itself is tolerated: 3 stops on the fourth error, 10% of 50 on the sixth. */
export function isErrorLimitPassed(errors: number, errorLimit: number): boolean {
  return errors > errorLimit
}

/**
 * How many may be in flight: one until it has acknowledged, then two, then four, up to the limit.
 * `acknowledged` counts the targets that took the command so far.
 */
export function rampedConcurrency(acknowledged: number, concurrency: number): number {
  return Math.min(concurrency, 2 ** Math.min(30, Math.floor(Math.log2(Math.max(0, acknowledged) + 1))))
}
