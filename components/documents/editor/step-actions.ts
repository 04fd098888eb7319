import {
  addChoice,
  cutEdge,
  type EdgeName,
  insertOnEdge,
  moveOntoEdge,
  type NewChoice,
} from '#lib/capabilities/documents/model/language/edit/edge-edits'
import { copyStep, pasteSteps } from '#lib/capabilities/documents/model/language/edit/copy-steps'
import { renameStep } from '#lib/capabilities/documents/model/language/edit/rename-step'
import { type Connection, connectStep } from '#lib/capabilities/documents/model/language/edit/set-value'
import {
  addStep,
  addStepInto,
  deleteStep,
  duplicateStep,
  moveStep,
} from '#lib/capabilities/documents/model/language/edit/step-edits'
import { allSteps } from '#lib/capabilities/documents/model/language/graph/steps'
import type { ActionSpec } from '#lib/capabilities/documents/model/language/spec/spec'
import { newStepOf } from './new-step'
import type { ReadDocument } from './read-document'
import type { Workspace } from './use-workspace'

export function stepOf({ lists }: ReadDocument, name: string | undefined) {
  return name === undefined ? undefined : allSteps(lists).find((step) => step.name === name)
}

/** Where a new step goes; without any of these after the chosen step. */
export interface StepPlace {
  edge?: EdgeName | undefined
  after?: string | undefined
  into?: string | undefined
}

/** What outline, graph and menus do to steps: each is an edit of the text. */
export function stepActions(workspace: Workspace) {
  const { change, read, selected, current } = workspace
  return {
    add(action: ActionSpec, { edge, after, into }: StepPlace = {}): boolean {
      const { family } = read
      if (!family) return false
      const steps = allSteps(read.lists)
      const step = newStepOf(action, family, new Set(steps.flatMap(({ name }) => name ?? [])))
      if (edge) return change((parsed) => insertOnEdge(parsed, edge, step), step.name)
      if (into !== undefined) return change((parsed) => addStepInto(parsed, { loop: into, step }), step.name)
      const last = after ?? selected ?? read.lists[0]?.steps.at(-1)?.name
      return change((parsed) => addStep(parsed, { after: last, step }), step.name)
    },
    remove(name: string): boolean {
      const list = stepOf(read, name)?.list.steps ?? []
      const at = list.findIndex((step) => step.name === name)
      return change((parsed) => deleteStep(parsed, name), (list[at + 1] ?? list[at - 1])?.name)
    },
    duplicate(name: string): boolean {
      const parsed = current()
      const made = parsed && duplicateStep(parsed, name)
      return made ? change(() => made.edits, made.name) : false
    },
    /** As text for the clipboard. */
    copy(name: string): string | undefined {
      const parsed = current()
      return parsed && copyStep(parsed, name)
    },
    paste(text: string): boolean {
      const parsed = current()
      const after = selected ?? read.lists[0]?.steps.at(-1)?.name
      const pasted = parsed && pasteSteps(parsed, { after, text })
      return pasted ? change(() => pasted.edits, pasted.name) : false
    },
    move(name: string, by: 1 | -1): boolean {
      const step = stepOf(read, name)
      const target = step && step.list.steps[step.position + by]
      if (!step || !target) return false
      const into = step.list.owner?.name
      const index = by === 1 ? target.index + 1 : target.index
      return change((parsed) => moveStep(parsed, { name, into, index }), name)
    },
    nest: (name: string, isDeeper: boolean): boolean => nested(workspace, { name, isDeeper }),
    moveTo: (name: string, edge: EdgeName): boolean => change((parsed) => moveOntoEdge(parsed, edge, name), name),
    connect: (from: string, connection: Connection): boolean => change((parsed) => connectStep(parsed, from, connection), from),
    cut: (edge: EdgeName): boolean => change((parsed) => cutEdge(parsed, edge), edge.from),
    choose: (branch: string, choice: NewChoice): boolean => change((parsed) => addChoice(parsed, branch, choice), branch),
    rename: (from: string, to: string): boolean => change((parsed) => renameStep(parsed, from, to), to),
  }
}

export type StepActions = ReturnType<typeof stepActions>

/** Into the loop right above the step, or out of the one around it. */
function nested({ read, change }: Workspace, { name, isDeeper }: { name: string; isDeeper: boolean }): boolean {
  const step = stepOf(read, name)
  if (!step) return false
  const owner = step.list.owner
  const loop = step.list.steps[step.position - 1]
  const inner = read.lists.find((list) => loop !== undefined && list.owner === loop)
  if (isDeeper)
    return inner ? change((parsed) => moveStep(parsed, { name, into: loop?.name, index: inner.node.items.length }), name) : false
  if (!owner) return false
  return change((parsed) => moveStep(parsed, { name, into: owner.list.owner?.name, index: owner.index + 1 }), name)
}
