import type { JsonObject } from '#lib/wire/parameter-substitution'
import { invalidContent, isObject } from './document-text'
import { convertTexts, type ParameterType, type ParameterValue, parameterTypes } from './parameter-value'

export interface ParameterDeclaration {
  type: ParameterType
  description: string
  default: ParameterValue | undefined
  allowedValues: readonly string[] | undefined
  allowedPattern: RegExp | undefined
  minChars: number | undefined
  maxChars: number | undefined
  minItems: number | undefined
  maxItems: number | undefined
}

export function parseDeclarations(parameters: unknown): ReadonlyMap<string, ParameterDeclaration> {
  if (parameters === undefined || parameters === null) return new Map()
  if (!isObject(parameters)) throw invalidContent("'parameters' must be an object.")
  return new Map(Object.entries(parameters).map(([name, declaration]) => [name, declarationOf(name, declaration)]))
}

function declarationOf(name: string, value: unknown): ParameterDeclaration {
  if (!/^[a-zA-Z0-9]{1,128}$/.test(name))
    throw invalidContent(`'${name.slice(0, 64)}' is not a parameter name: use letters and digits.`)
  if (!isObject(value)) throw invalidContent(`The parameter '${name}' must be an object with a 'type'.`)
  const type = parameterTypes.find((known) => known === value['type'])
  if (!type) throw invalidContent(`The type of the parameter '${name}' must be one of ${parameterTypes.join(', ')}.`)
  const { description = '' } = value
  const declaration: ParameterDeclaration = {
    type,
    description: typeof description === 'string' ? description : '',
    default: undefined,
    allowedValues: allowedValuesOf(name, value['allowedValues']),
    allowedPattern: allowedPatternOf(name, value['allowedPattern']),
    minChars: boundOf(name, value, 'minChars'),
    maxChars: boundOf(name, value, 'maxChars'),
    minItems: boundOf(name, value, 'minItems'),
    maxItems: boundOf(name, value, 'maxItems'),
  }
  return { ...declaration, default: defaultOf(name, type, value['default']) }
}

function allowedValuesOf(name: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined
  if (!Array.isArray(value) || value.some((item) => typeof item === 'object'))
    throw invalidContent(`'allowedValues' of '${name}' must be a list of plain values.`)
  return value.map(String)
}

/** The agent's dialect has neither, and without them matching can be done in linear time. */
const refusedInPatterns = /\(\?(=|!|<=|<!)|\\[1-9]/

function allowedPatternOf(name: string, value: unknown): RegExp | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string' || value.length > 1024)
    throw invalidContent(`'allowedPattern' of '${name}' must be text of at most 1024 characters.`)
  if (refusedInPatterns.test(value)) throw invalidContent(`'allowedPattern' of '${name}' must not look around or refer back.`)
  try {
    // Without `u`, so that V8 can fall back to its linear engine; property escapes need it.
    return new RegExp(value, /\\p\{/i.test(value) ? 'u' : '')
  } catch {
    throw invalidContent(`'allowedPattern' of '${name}' is not a regular expression.`)
  }
}

function boundOf(name: string, declaration: JsonObject, bound: string): number | undefined {
  const value = declaration[bound]
  if (value === undefined) return undefined
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0)
    throw invalidContent(`'${bound}' of '${name}' must be a whole number from 0.`)
  return number
}

function defaultOf(name: string, type: ParameterType, value: unknown): ParameterValue | undefined {
  if (value === undefined || value === null) return undefined
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  const texts = items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
  const converted = convertTexts(type, texts)
  if (converted.kind === 'converted') return converted.value
  throw invalidContent(`The default of '${name}' does not fit its type: it ${converted.problem}.`)
}
