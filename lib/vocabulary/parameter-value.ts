import { parseJson } from '#lib/wire/aws-json'
import type { JsonObject } from '#lib/wire/parameter-substitution'
import { isObject } from './document-text'

export const parameterTypes = ['String', 'StringList', 'Integer', 'Boolean', 'StringMap', 'MapList'] as const
export type ParameterType = (typeof parameterTypes)[number]

/** Runbooks also know types that say what a text names, such as AWS::EC2::Instance::Id and List<AWS::EC2::Instance::Id>. */
export const automationParameterTypes =
  /^(String|StringList|Integer|Boolean|StringMap|MapList|AWS(::[A-Za-z0-9]+){2,4}|List<AWS(::[A-Za-z0-9]+){2,4}>)$/

/** What values of a type are made of. */
export function baseTypeOf(type: string): ParameterType | undefined {
  if (!automationParameterTypes.test(type)) return undefined
  if (type.startsWith('List<')) return 'StringList'
  return parameterTypes.find((known) => known === type) ?? 'String'
}

export type ParameterValue = string | number | boolean | readonly unknown[] | JsonObject
export type ParameterValues = { readonly [name: string]: ParameterValue }

/** `problem` ends a sentence that begins with the parameter's name. */
export type Converted = { kind: 'converted'; value: ParameterValue } | { kind: 'refused'; problem: string }

/** A caller's texts, typed as the agent wants them. */
export function convertTexts(type: ParameterType, texts: readonly string[]): Converted {
  if (type === 'StringList') return converted(texts)
  if (type === 'MapList') return convertMapList(texts)
  const [text = '', ...more] = texts
  if (more.length > 0) return refused(`takes one value, but got ${texts.length}`)
  switch (type) {
    case 'String':
      return converted(text)
    case 'Integer':
      return /^-?\d{1,15}$/.test(text) ? converted(Number(text)) : refused('must be a whole number')
    case 'Boolean':
      return /^(true|false)$/i.test(text) ? converted(text.toLowerCase() === 'true') : refused('must be true or false')
    case 'StringMap': {
      const value = jsonOf(text)
      return isObject(value) ? converted(value) : refused('must be a JSON object')
    }
    default:
      return type satisfies never
  }
}

/** Either one text with a JSON list of objects, or one object a text. */
function convertMapList(texts: readonly string[]): Converted {
  const items = texts.flatMap((text) => jsonOf(text))
  return items.every(isObject) ? converted(items) : refused('must be JSON objects')
}

function jsonOf(text: string): unknown {
  const parsed = parseJson(text)
  return parsed.kind === 'parsed' ? parsed.value : undefined
}

export const converted = (value: ParameterValue): Converted => ({ kind: 'converted', value })
export const refused = (problem: string): Converted => ({ kind: 'refused', problem })
