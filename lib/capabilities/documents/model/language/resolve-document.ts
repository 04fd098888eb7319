import { resolveParameters } from '#lib/vocabulary/document-parameters'
import { invalidContent, isObject } from '#lib/vocabulary/document-text'
import { parseAutomationDeclarations, parseDeclarations } from '#lib/vocabulary/parameter-declaration'
import type { ParameterValues } from '#lib/vocabulary/parameter-value'
import { type JsonObject, substitute } from '#lib/wire/parameter-substitution'

export interface Resolved {
  /** Of every declared parameter: what was given, or its default. */
  parameters: ParameterValues
  /** The document with parameters filled in; references to steps, variables and stored parameters stay. */
  content: JsonObject
  /** Names behind {{ssm:…}}, for the caller to look up. */
  storedParameters: readonly string[]
}

const filled: readonly string[] = ['mainSteps', 'runtimeConfig', 'inputs', 'properties', 'assumeRole', 'outputs']

/** Throws InvalidParameters, with every problem, when the values do not fit; InvalidDocumentContent when the declarations do not. */
export function resolveDocument(content: JsonObject, given: { readonly [name: string]: readonly string[] } = {}): Resolved {
  if (!isObject(content)) throw invalidContent('The document must be an object.')
  const isAutomation = String(content['schemaVersion']) === '0.3'
  const declarations = isAutomation
    ? parseAutomationDeclarations(content['parameters'])
    : parseDeclarations(content['parameters'])
  const parameters = resolveParameters(declarations, given)
  const entries = Object.entries(content).map(([key, value]) => [
    key,
    filled.includes(key) ? substitute(value, parameters) : value,
  ])
  const resolved: JsonObject = Object.fromEntries(entries)
  return { parameters, content: resolved, storedParameters: storedNames([resolved, parameters]) }
}

function storedNames(value: unknown): readonly string[] {
  const text = JSON.stringify(value) ?? ''
  return [...new Set([...text.matchAll(/\{\{\s*ssm:([/\w.:-]+)\s*\}\}/g)].map((found) => found[1] ?? ''))]
}
