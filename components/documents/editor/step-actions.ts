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
import { parseFor, type ReadDocument } from './read-document'
import type { Workspace } from './use-workspace'

export function stepOf({ lists }: ReadDocument, name: string | undefined) {
  return name === undefined ? undefined : allSteps(lists).find((step) => step.name === name)
}

/** What outline, graph and menus do to steps: each is an edit of the text. */
export function stepActions(workspace: Workspace) {
  const { change, read, selected } = workspace
  return {
    add(action: ActionSpec, where: { into?: string | undefined } = {}): boolean {
      const { family } = read
      if (!family) return false
      const steps = allSteps(read.lists)
      const step = newStepOf(action, family, new Set(steps.flatMap(({ name }) => name ?? [])))
      const { into } = where
      const after = selected ?? read.lists[0]?.steps.at(-1)?.name
      if (into !== undefined) return change((parsed) => addStepInto(parsed, { loop: into, step }), step.name)
      return change((parsed) => addStep(parsed, { after, step }), step.name)
    },
    remove(name: string): boolean {
      const list = stepOf(read, name)?.list.steps ?? []
      const at = list.findIndex((step) => step.name === name)
      return change((parsed) => deleteStep(parsed, name), (list[at + 1] ?? list[at - 1])?.name)
    },
    duplicate(name: string): boolean {
      const parsed = parseFor(workspace.handle.current?.text() ?? workspace.text, workspace.format)
      const made = parsed && duplicateStep(parsed, name)
      return made ? change(() => made.edits, made.name) : false
    },
    move(name: string, by: 1 | -1): boolean {
      const step = stepOf(read, name)
      const target = step && step.list.steps[step.position + by]
      if (!step || !target) return false
      const into = step.list.owner?.name
      const index = by === 1 ? target.index + 1 : target.index
      return change((parsed) => moveStep(parsed, { name, into, index }), name)
    },
    connect: (from: string, connection: Connection): boolean => change((parsed) => connectStep(parsed, from, connection), from),
    rename: (from: string, to: string): boolean => change((parsed) => renameStep(parsed, from, to), to),
  }
}

export type StepActions = ReturnType<typeof stepActions>
