import type { DocumentStep, Precondition, RunnableDocument } from '#agent/documents/document-step'
import type { JobContent } from '#lib/wire/control-messages'
import { type JsonObject, substitute } from '#lib/wire/parameter-substitution'

/** The document cannot be run as a whole; the message goes to the server with the refusal. */
export class DocumentProblem extends Error {}

type Content = Pick<JobContent, 'DocumentContent' | 'Parameters'>

const listSchemas = /^2\.(0(\.[1-3])?|2)$/

/** Reads the document of a job and fills its parameters in. Looser than the server, which has checked it: what one step lacks fails that step. */
export function prepareDocument({ DocumentContent: document, Parameters: given }: Content): RunnableDocument {
  const parameters = { ...defaultsOf(document['parameters']), ...given }
  const schemaVersion = String(document['schemaVersion'])
  const isList = listSchemas.test(schemaVersion)
  if (!isList && schemaVersion !== '1.2')
    throw new DocumentProblem(`The schema version ${schemaVersion.slice(0, 32)} is not supported.`)
  const steps = isList ? mainSteps(document['mainSteps'], parameters) : pluginSteps(document['runtimeConfig'], parameters)
  refuseStoredParameters(steps)
  return { isCrossPlatform: schemaVersion === '2.2', steps }
}

function defaultsOf(declarations: unknown): JsonObject {
  if (!isObject(declarations)) return {}
  const withDefault = Object.entries(declarations).flatMap(([name, declaration]): [string, unknown][] =>
    isObject(declaration) && declaration['default'] !== undefined ? [[name, declaration['default']]] : [],
  )
  return Object.fromEntries(withDefault)
}

function mainSteps(given: unknown, parameters: JsonObject): readonly DocumentStep[] {
  if (!Array.isArray(given) || given.length === 0) throw new DocumentProblem('The document has no steps.')
  const steps = given.map((step: unknown, index) => mainStep(step, index, parameters))
  const names = new Set(steps.map(({ name }) => name))
  if (names.size < steps.length) throw new DocumentProblem('Two steps of the document have the same name.')
  return steps
}

function mainStep(step: unknown, index: number, parameters: JsonObject): DocumentStep {
  if (!isObject(step) || typeof step['action'] !== 'string' || typeof step['name'] !== 'string') {
    throw new DocumentProblem(`Step ${index + 1} of the document lacks its action or its name.`)
  }
  const { action, name, inputs = {}, precondition = {} } = step
  const filled = substitute(inputs, parameters)
  if (!isObject(filled) || !isObject(precondition))
    throw new DocumentProblem(`The inputs or the precondition of step ${String(name)} are not an object.`)
  return { name: String(name), action: String(action), inputs: filled, preconditions: preconditionsOf(precondition, parameters) }
}

function preconditionsOf(precondition: JsonObject, parameters: JsonObject): readonly Precondition[] {
  return Object.entries(precondition).map(([operator, operands]) => {
    const list: readonly unknown[] = Array.isArray(operands) ? operands : [operands]
    return {
      operator,
      operands: list.map((operand) => ({ written: String(operand), resolved: String(substitute(operand, parameters)) })),
    }
  })
}

function pluginSteps(given: unknown, parameters: JsonObject): readonly DocumentStep[] {
  if (!isObject(given) || Object.keys(given).length === 0) throw new DocumentProblem('The document has no plugins.')
  return Object.entries(given).map(([action, plugin]) => {
    const properties = substitute(isObject(plugin) ? plugin['properties'] : undefined, parameters)
    const list: readonly unknown[] = Array.isArray(properties) ? properties : [properties]
    const [inputs] = list
    if (list.length !== 1 || !isObject(inputs)) {
      throw new DocumentProblem(
        `The plugin ${action} must have exactly one set of properties; use schema version 2.2 for several steps.`,
      )
    }
    return { name: action, action, inputs, preconditions: [] }
  })
}

/**
 * The seam for `{{ssm:name}}`: the server resolves these before it sends a job, and a script must never run with one left in it. Only
 * aws:downloadContent reads secrets itself, so that they are in no job.
 */
function refuseStoredParameters(steps: readonly DocumentStep[]): void {
  for (const { action, inputs } of steps) {
    const own = action === 'aws:downloadContent' ? /\{\{\s*ssm:[/\w.:-]+\s*\}\}/ : /\{\{\s*ssm(?:-secure)?:[/\w.:-]+\s*\}\}/
    const left = own.exec(JSON.stringify(inputs))
    if (left) throw new DocumentProblem(`The reference ${left[0].slice(0, 200)} to Parameter Store was not resolved.`)
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
