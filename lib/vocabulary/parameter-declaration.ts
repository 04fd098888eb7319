import type { JsonObject } from '#lib/wire/parameter-substitution'
import { invalidContent, isObject } from './document-text'
import { compilePattern, refusedPattern } from './parameter-pattern'
import { baseTypeOf, convertTexts, type ParameterType, type ParameterValue, parameterTypes } from './parameter-value'

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

type Language = 'command' | 'automation'

/** Of Command and Session documents. */
export function parseDeclarations(parameters: unknown): ReadonlyMap<string, ParameterDeclaration> {
  return declarationsOf(parameters, 'command')
}

/** Runbooks allow `_` in names, and types such as AWS::EC2::Instance::Id. */
export function parseAutomationDeclarations(parameters: unknown): ReadonlyMap<string, ParameterDeclaration> {
  return declarationsOf(parameters, 'automation')
}

function declarationsOf(parameters: unknown, language: Language): ReadonlyMap<string, ParameterDeclaration> {
  if (parameters === undefined || parameters === null) return new Map()
  if (!isObject(parameters)) throw invalidContent("'parameters' must be an object.")
  return new Map(Object.entries(parameters).map(([name, value]) => [name, declarationOf(name, value, language)]))
}

function declarationOf(name: string, value: unknown, language: Language): ParameterDeclaration {
  if (!(language === 'automation' ? /^\w{1,128}$/ : /^[a-zA-Z0-9]{1,128}$/).test(name))
    throw invalidContent(`'${name.slice(0, 64)}' is not a parameter name: use letters and digits.`)
  if (!isObject(value)) throw invalidContent(`The parameter '${name}' must be an object with a 'type'.`)
  const base = language === 'automation' ? baseTypeOf(String(value['type'])) : value['type']
  const type = parameterTypes.find((known) => known === base)
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

function allowedPatternOf(name: string, value: unknown): RegExp | undefined {
  if (value === undefined) return undefined
  const compiled = typeof value === 'string' ? compilePattern(value) : refusedPattern('must be text')
  if (compiled.kind === 'compiled') return compiled.pattern
  throw invalidContent(`'allowedPattern' of '${name}' ${compiled.problem}.`)
}

function boundOf(name: string, declaration: JsonObject, bound: string): number | undefined {
  const value = declaration[bound]
  if (value === undefined) return undefined
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0)
    throw invalidContent(`'${bound}' of '${name}' must be a whole number from 0.`)
  return number
}

/** A default as callers would give it. */
export function textsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  return items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
}

function defaultOf(name: string, type: ParameterType, value: unknown): ParameterValue | undefined {
  if (value === undefined || value === null) return undefined
  const converted = convertTexts(type, textsOf(value))
  if (converted.kind === 'converted') return converted.value
  throw invalidContent(`The default of '${name}' does not fit its type: it ${converted.problem}.`)
}
