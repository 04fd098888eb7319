import type { NewStep } from '#lib/capabilities/documents/model/language/edit/step-edits'
import type { ActionSpec, Family, Spec } from '#lib/capabilities/documents/model/language/spec/spec'

/** A step with everything that its action asks for, still to be filled in. Documents of each family have their usual order. */
export function newStepOf(action: ActionSpec, family: Family, taken: ReadonlySet<string>): NewStep {
  const name = freeStepName(action.name, taken)
  const filled = placeholderOf(action.inputs) as Record<string, unknown>
  const inputs = action.name === 'aws:loop' ? { ...filled, Steps: [firstOfLoop(name, taken)] } : filled
  return family === 'command' ? { action: action.name, name, inputs } : { name, action: action.name, inputs }
}

/** A frame needs something in it, to be seen and to be added to. */
function firstOfLoop(loop: string, taken: ReadonlySet<string>): NewStep {
  return { name: freeStepName('aws:sleep', new Set([...taken, loop])), action: 'aws:sleep', inputs: { Duration: 'PT1S' } }
}

function freeStepName(action: string, taken: ReadonlySet<string>): string {
  const base = action.replace(/^aws:/, '')
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base}${number}`)) number += 1
  return `${base}${number}`
}

function placeholderOf(spec: Spec): unknown {
  switch (spec.kind) {
    case 'text':
      return spec.default ?? spec.values?.[0] ?? ''
    case 'integer':
      return spec.default ?? spec.minimum ?? 0
    case 'boolean':
      return spec.default ?? false
    case 'list':
      return (spec.minItems ?? 0) > 0 && spec.of.kind !== 'choice' ? [placeholderOf(spec.of)] : []
    case 'object':
      return Object.fromEntries(
        Object.entries(spec.members).flatMap(([key, member]) => (member.isRequired ? [[key, placeholderOf(member)]] : [])),
      )
    case 'either':
      return spec.of[0] ? placeholderOf(spec.of[0]) : ''
    case 'step':
    case 'choice':
    case 'map':
    case 'any':
      return {}
    default:
      return spec satisfies never
  }
}
