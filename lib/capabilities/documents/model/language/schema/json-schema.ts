import { choiceMembers } from '../description/choices'
import { type DocumentShape, schemaShapes } from '../description/document-types'
import { stepLanguages } from '../description/steps'
import type { ActionSpec, Family, IntegerSpec, ObjectSpec, Spec, TextSpec } from '../spec/spec'

/** JSON Schema 2020-12, as editors read it; made of the same description as the validator, never written by hand. */
export type JsonSchema = { readonly [keyword: string]: unknown }

const dialect = 'https://json-schema.org/draft/2020-12/schema'
const reference = { type: 'string', pattern: '\\{\\{' }
const wholeReference = { type: 'string', pattern: '^\\s*\\{\\{[^{}]*\\}\\}\\s*$' }

export const schemaNames: readonly string[] = schemaShapes.map(({ name }) => name)

/** `id` is where the schema is published. */
export function jsonSchemaOf(name: string, id: string): JsonSchema | undefined {
  const shape = schemaShapes.find((candidate) => candidate.name === name)
  return (
    shape && { $schema: dialect, $id: id, title: shape.spec.description, ...schemaOf(shape.spec), $defs: definitionsOf(shape) }
  )
}

function definitionsOf({ name }: DocumentShape): JsonSchema {
  if (name === 'automation-0.3')
    return { step: stepSchema('automation'), choice: choiceSchema(true), condition: choiceSchema(false) }
  return name === 'command-2' ? { step: stepSchema('command') } : {}
}

function schemaOf(spec: Spec): JsonSchema {
  return { description: spec.description, ...(spec.default === undefined ? {} : { default: spec.default }), ...shapeSchema(spec) }
}

function shapeSchema(spec: Spec): JsonSchema {
  switch (spec.kind) {
    case 'any':
      return {}
    case 'text':
      return textSchema(spec)
    case 'integer':
      return integerSchema(spec)
    case 'boolean':
      return { anyOf: [{ type: 'boolean' }, { type: 'string', pattern: '^([Tt]rue|[Ff]alse)$' }, reference] }
    case 'list': {
      const bounds = {
        ...(spec.minItems === undefined ? {} : { minItems: spec.minItems }),
        ...(spec.maxItems === undefined ? {} : { maxItems: spec.maxItems }),
      }
      return { anyOf: [{ type: 'array', items: schemaOf(spec.of), ...bounds }, wholeReference] }
    }
    case 'map': {
      const names = spec.keyPattern === undefined ? {} : { propertyNames: { pattern: spec.keyPattern } }
      const least = spec.minItems === undefined ? {} : { minProperties: spec.minItems }
      return { anyOf: [{ type: 'object', additionalProperties: schemaOf(spec.of), ...names, ...least }, wholeReference] }
    }
    case 'object':
      return { anyOf: [objectSchema(spec), wholeReference] }
    case 'either':
      return { anyOf: spec.of.map(schemaOf) }
    case 'step':
      return { $ref: '#/$defs/step' }
    case 'choice':
      return { $ref: spec.hasNextStep ? '#/$defs/choice' : '#/$defs/condition' }
    default:
      return spec satisfies never
  }
}

function textSchema({ values, pattern, maxLength, role }: TextSpec): JsonSchema {
  if (values) {
    const numbers = role === 'schemaVersion' ? values.map(Number).filter(Number.isFinite) : []
    return { anyOf: [{ enum: [...values, ...numbers] }, reference] }
  }
  const free = { type: ['string', 'number', 'boolean'] }
  if (pattern === undefined && maxLength === undefined) return free
  const limits = { ...(pattern === undefined ? {} : { pattern }), ...(maxLength === undefined ? {} : { maxLength }) }
  return { anyOf: [{ ...free, ...limits }, reference] }
}

function integerSchema({ minimum, maximum }: IntegerSpec): JsonSchema {
  const bounds = { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) }
  return { anyOf: [{ type: 'integer', ...bounds }, { type: 'string', pattern: '^-?\\d+$' }, reference] }
}

function objectSchema({ members, isOpen, isFilled }: Pick<ObjectSpec, 'members' | 'isOpen' | 'isFilled'>): JsonSchema {
  const required = Object.entries(members).flatMap(([name, member]) => (member.isRequired ? [name] : []))
  const properties = Object.fromEntries(Object.entries(members).map(([name, member]) => [name, schemaOf(member)]))
  return {
    type: 'object',
    properties,
    additionalProperties: isOpen === true,
    ...(required.length > 0 ? { required } : {}),
    ...(isFilled ? { minProperties: 1 } : {}),
  }
}

function choiceSchema(hasNextStep: boolean): JsonSchema {
  return objectSchema({ members: choiceMembers({ kind: 'choice', description: '', hasNextStep }) })
}

/** The action decides what the inputs are. */
function stepSchema(family: Family): JsonSchema {
  const { members, actions } = stepLanguages[family]
  const common = objectSchema({ members })
  const names = [...actions.values()].map(({ name, summary }) => ({ const: name, description: summary }))
  const inputs = [...actions.values()].map(inputsRule)
  return { ...common, allOf: [{ properties: { action: { anyOf: [...names, { type: ['number', 'boolean'] }] } } }, ...inputs] }
}

function inputsRule({ name, inputs }: ActionSpec): JsonSchema {
  const isNeeded = Object.values(inputs.members).some((member) => member.isRequired)
  const condition = { properties: { action: { const: name } }, required: ['action'] }
  const consequence = { properties: { inputs: schemaOf(inputs) }, ...(isNeeded ? { required: ['inputs'] } : {}) }
  // `if` and `then` the other way round: an object with a `then` of its own could be taken for a promise.
  return { if: { not: condition }, else: consequence }
}
