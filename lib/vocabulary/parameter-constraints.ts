import { characterCount } from '#lib/wire/shape-reader'
import type { ParameterDeclaration } from './parameter-declaration'
import type { ParameterValue } from './parameter-value'

/** What a value breaks, as the end of a sentence that begins with the parameter's name; never with the value itself. */
export function constraintProblems(declaration: ParameterDeclaration, value: ParameterValue): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  return [...countProblems(declaration, value), ...items.flatMap((item) => textProblems(declaration, item))]
}

function countProblems({ minItems, maxItems }: ParameterDeclaration, value: ParameterValue): readonly string[] {
  if (!Array.isArray(value)) return []
  const problems: string[] = []
  if (minItems !== undefined && value.length < minItems)
    problems.push(`must have at least ${minItems} values, but has ${value.length}`)
  if (maxItems !== undefined && value.length > maxItems)
    problems.push(`must have at most ${maxItems} values, but has ${value.length}`)
  return problems
}

function textProblems(
  { minChars, maxChars, allowedValues, allowedPattern }: ParameterDeclaration,
  item: unknown,
): readonly string[] {
  if (typeof item === 'object') return []
  const text = typeof item === 'string' ? item : JSON.stringify(item)
  const length = characterCount(text)
  if (maxChars !== undefined && length > maxChars) return [`must have at most ${maxChars} characters, but has ${length}`]
  const problems: string[] = []
  if (minChars !== undefined && length < minChars) problems.push(`must have at least ${minChars} characters, but has ${length}`)
  if (allowedValues && !allowedValues.includes(text)) problems.push(`must be one of: ${allowedValues.join(', ')}`)
  // Found anywhere in the text, as the agent matches.
  if (allowedPattern && !allowedPattern.test(text)) problems.push(`must match the pattern ${allowedPattern.source}`)
  return problems
}
