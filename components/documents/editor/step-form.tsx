'use client'
import { Select } from '#components/ui/select'
import { stepLanguages } from '#lib/capabilities/documents/model/language/description/steps'
import { setValueAt } from '#lib/capabilities/documents/model/language/edit/set-value'
import type { StepView } from '#lib/capabilities/documents/model/language/graph/steps'
import type { Family, Spec } from '#lib/capabilities/documents/model/language/spec/spec'
import { memberOf, type Path, toValue, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import { InputField } from './input-field'
import type { StepActions } from './step-actions'
import { stepOf } from './step-actions'
import type { Workspace } from './use-workspace'

export interface StepFormProps {
  workspace: Workspace
  actions: StepActions
  disabled: boolean
}

const general = new Set(['name', 'action', 'inputs'])

/** The inspector: a form made from what the language knows of the step's action. */
export function StepForm({ workspace, actions, disabled }: StepFormProps) {
  const { read, selected } = workspace
  const step = stepOf(read, selected)
  if (!step || !read.family) return <p className="p-3 text-body text-text-2">Put the cursor into a step, or choose one.</p>
  return (
    <FormOfStep key={step.name} step={step} family={read.family} workspace={workspace} actions={actions} disabled={disabled} />
  )
}

interface FormOfStepProps extends StepFormProps {
  step: StepView
  family: Family
}

function FormOfStep({ step, family, workspace, actions, disabled }: FormOfStepProps) {
  const { members, actions: known } = stepLanguages[family]
  const action = known.get(step.action ?? '')
  const set = (path: Path) => (value: unknown) =>
    void workspace.change((parsed) => setValueAt(parsed, [...step.path, ...path], value))
  const field = (name: string, spec: Spec, { node, path }: { node: TreeNode | undefined; path: Path }) => (
    <InputField
      key={path.join('.')}
      name={name}
      spec={spec}
      value={node && toValue(node)}
      onCommit={set(path)}
      disabled={disabled}
    />
  )
  return (
    <form
      aria-label={`Step ${step.name ?? ''}`}
      onSubmit={(event) => event.preventDefault()}
      className="grid gap-4 p-3 lg:grid-cols-2"
    >
      <div className="flex flex-col gap-3">
        <InputField
          name="name"
          spec={{ kind: 'text', description: 'Renamed wherever it is named.', isRequired: true }}
          value={step.name}
          onCommit={(to) => void (typeof to === 'string' && step.name !== undefined ? actions.rename(step.name, to) : undefined)}
          disabled={disabled}
        />
        <Select
          label="action"
          value={step.action}
          help={action?.summary}
          disabled={disabled}
          onChange={set(['action'])}
          options={[...known.keys()].map((value) => ({ value, label: value }))}
        />
        {Object.entries(members)
          .filter(([name]) => !general.has(name))
          .map(([name, spec]) => field(name, spec, { node: memberOf(step.node, name), path: [name] }))}
      </div>
      <div className="flex flex-col gap-3">
        {Object.entries(action?.inputs.members ?? {}).map(([name, spec]) =>
          field(name, spec, { node: memberOf(memberOf(step.node, 'inputs'), name), path: ['inputs', name] }),
        )}
      </div>
    </form>
  )
}
