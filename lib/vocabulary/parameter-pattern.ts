import { isSlowPattern } from './pattern-safety'

export type CompiledPattern =
  | { kind: 'compiled'; pattern: RegExp }
  | { kind: 'refused'; reason: 'badPattern' | 'slowPattern'; problem: string }

export const refusedPattern = (problem: string, reason: 'badPattern' | 'slowPattern' = 'badPattern'): CompiledPattern => ({
  kind: 'refused',
  reason,
  problem,
})

/** The agent's dialect has neither. */
const refusedInPatterns = /\(\?(=|!|<=|<!)|\\[1-9]/

/** `allowedPattern` of a parameter, if it is one that can be matched in a time that nobody notices. */
export function compilePattern(text: string): CompiledPattern {
  if (text.length > 1024) return refusedPattern('must be text of at most 1024 characters')
  if (refusedInPatterns.test(text)) return refusedPattern('must not look around or refer back')
  try {
    const pattern = new RegExp(text, /\\p\{/i.test(text) ? 'u' : '')
    if (!isSlowPattern(text)) return { kind: 'compiled', pattern }
  } catch {
    return refusedPattern('is not a regular expression')
  }
  return refusedPattern('repeats what repeats itself, which may take for ever; write each repetition once', 'slowPattern')
}
