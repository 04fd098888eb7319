import type { JsonObject, Precondition } from '#lib/wire/parameter-substitution'
import { ApiError } from './api-error'
import { invalidContent, isObject, parseDocumentText } from './document-text'
import type { DocumentFormat } from './document-tree/tree'
import { type ParameterDeclaration, parseDeclarations } from './parameter-declaration'

/** A Command document: schema 1.2 names plugins, 2.x lists steps. Both become steps in order. */
export interface CommandDocument {
  schemaVersion: string
  description: string
  parameters: ReadonlyMap<string, ParameterDeclaration>
  steps: readonly DocumentStep[]
  /** The whole document, as a JSON object. */
  content: JsonObject
}

export interface DocumentStep {
  /** Of schema 1.2 the action, since the agent reports by it. */
  name: string
  action: string
  inputs: unknown
  precondition: Precondition | undefined
}

export const commandSchemas: readonly string[] = ['1.2', '2.0', '2.0.1', '2.0.2', '2.0.3', '2.2']

export function parseCommandDocument(text: string, format: DocumentFormat): CommandDocument {
  return readCommandDocument(parseDocumentText(text, format))
}

/** For a document that is an object already, such as a stored one. */
export function readCommandDocument(content: JsonObject): CommandDocument {
  const schemaVersion = schemaVersionOf(content)
  const { description = '' } = content
  if (typeof description !== 'string') throw invalidContent("'description' must be text.")
  return {
    schemaVersion,
    description,
    parameters: parseDeclarations(content['parameters']),
    steps: schemaVersion === '1.2' ? pluginSteps(content) : mainSteps(content),
    content: { ...content, schemaVersion },
  }
}

function schemaVersionOf(content: JsonObject): string {
  const given = content['schemaVersion']
  // YAML reads an unquoted 2.2 as a number.
  const version = typeof given === 'number' ? given.toFixed(1) : given
  if (typeof version === 'string' && commandSchemas.includes(version)) return version
  const shown = typeof version === 'string' ? `'${version.slice(0, 32)}' is not` : "'schemaVersion' is missing or not"
  throw new ApiError(
    'InvalidDocumentSchemaVersion',
    `${shown} a schema version of a Command document; known are ${commandSchemas.join(', ')}.`,
  )
}

function pluginSteps(content: JsonObject): readonly DocumentStep[] {
  const plugins = content['runtimeConfig']
  if (!isObject(plugins) || Object.keys(plugins).length === 0)
    throw invalidContent("'runtimeConfig' must be an object with at least one plugin.")
  return Object.entries(plugins).map(([action, plugin]) => {
    requireAction(action, 'runtimeConfig')
    const properties = isObject(plugin) ? plugin['properties'] : undefined
    const fits = isObject(properties) || (Array.isArray(properties) && properties.every(isObject))
    if (!fits && properties !== undefined && properties !== '')
      throw invalidContent(`'properties' of ${action} must be an object or a list of objects.`)
    return { name: action, action, inputs: properties ?? [], precondition: undefined }
  })
}

function mainSteps(content: JsonObject): readonly DocumentStep[] {
  const given = content['mainSteps']
  if (!Array.isArray(given) || given.length === 0) throw invalidContent("'mainSteps' must be a list with at least one step.")
  const steps = given.map((step: unknown, index) => stepOf(step, `mainSteps[${index}]`))
  const names = steps.map((step) => step.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw invalidContent(`Two steps are named '${twice}'; names must differ.`)
  return steps
}

function stepOf(step: unknown, place: string): DocumentStep {
  if (!isObject(step)) throw invalidContent(`${place} must be an object.`)
  const { action, name, inputs = {}, precondition } = step
  if (typeof name !== 'string' || !/^[a-zA-Z0-9_-]{1,128}$/.test(name)) {
    throw invalidContent(`${place} needs a 'name' of at most 128 letters, digits, '-' and '_'.`)
  }
  if (typeof action !== 'string') throw invalidContent(`${place} needs an 'action', such as aws:runShellScript.`)
  requireAction(action, place)
  if (!isObject(inputs)) throw invalidContent(`'inputs' of the step '${name}' must be an object.`)
  return { name, action, inputs, precondition: preconditionOf(precondition, name) }
}

function requireAction(action: string, place: string): void {
  if (!/^aws:[a-zA-Z]{1,64}$/.test(action))
    throw invalidContent(`'${action.slice(0, 64)}' in ${place} is not an action; actions look like aws:runShellScript.`)
}

function preconditionOf(value: unknown, step: string): Precondition | undefined {
  if (value === undefined) return undefined
  const operands = isObject(value) && Object.keys(value).length === 1 ? value['StringEquals'] : undefined
  const [left, right, ...rest]: unknown[] = Array.isArray(operands) ? operands : []
  if (typeof left === 'string' && typeof right === 'string' && rest.length === 0) return { StringEquals: [left, right] }
  throw invalidContent(
    `The precondition of '${step}' must be {"StringEquals": [left, right]}, such as ["platformType", "Linux"].`,
  )
}

/**
 * What the node gets. The agent matches `allowedPattern` in another dialect and refuses what it cannot compile, so the pattern, which
 * is checked before, stays here.
 */
export function documentForAgent(document: CommandDocument): JsonObject {
  const { parameters } = document.content
  if (!isObject(parameters)) return document.content
  const without = Object.entries(parameters).map(([name, declaration]) => {
    const { allowedPattern: _checked, ...rest } = isObject(declaration) ? declaration : {}
    return [name, rest]
  })
  return { ...document.content, parameters: Object.fromEntries(without) }
}

export type Platform = 'Linux' | 'MacOS' | 'Windows'
const platforms: readonly Platform[] = ['Linux', 'MacOS', 'Windows']

/** Platforms on which at least one step runs, by its action and its precondition. */
export function platformsOf(document: CommandDocument): readonly Platform[] {
  return platforms.filter((platform) => document.steps.some((step) => runsOn(step, platform)))
}

function runsOn({ action, precondition }: DocumentStep, platform: Platform): boolean {
  if (action === 'aws:runShellScript' && platform === 'Windows') return false
  const operands: readonly string[] = precondition?.StringEquals ?? []
  if (!operands.includes('platformType')) return true
  const wanted = operands.find((operand) => operand !== 'platformType') ?? ''
  return wanted.includes('{{') || wanted.toLowerCase() === platform.toLowerCase()
}
