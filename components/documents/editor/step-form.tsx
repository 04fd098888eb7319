'use client'
import type { ReactNode } from 'react'
import { Select } from '#components/ui/select'
import { stepLanguages } from '#lib/capabilities/documents/model/language/description/steps'
import { setValueAt } from '#lib/capabilities/documents/model/language/edit/set-value'
import type { StepView } from '#lib/capabilities/documents/model/language/graph/steps'
import type { Family, Members, Spec } from '#lib/capabilities/documents/model/language/spec/spec'
import { memberOf, type Path, textOf, toValue, type TreeNode } from '#lib/vocabulary/document-tree/tree'
import { ChoicesField } from './choices-field'
import { InputField } from './input-field'
import { referencesFor } from './references-for'
import { scriptLanguageOf } from './scripts/scripts-in'
import type { StepActions } from './step-actions'
import { stepOf } from './step-actions'
import type { Workspace } from './use-workspace'

export interface StepFormProps {
  workspace: Workspace
  actions: StepActions
  disabled: boolean
}

const general = new Set(['name', 'action', 'inputs'])
const handling = new Set(['onFailure', 'onCancel', 'isCritical', 'maxAttempts', 'timeoutSeconds'])

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
  const references = referencesFor(workspace.read, step)
  const others = step.list.steps.flatMap(({ name }) => (name === undefined || name === step.name ? [] : name))
  const set = (path: Path) => (value: unknown) =>
    void workspace.change((parsed) => setValueAt(parsed, [...step.path, ...path], value))
  const inputs = memberOf(step.node, 'inputs')
  const field = (name: string, spec: Spec, { node, path }: { node: TreeNode | undefined; path: Path }) => (
    <InputField
      key={path.join('.')}
      name={name}
      spec={spec}
      value={node && toValue(node)}
      onCommit={set(path)}
      disabled={disabled}
      references={references}
      steps={others}
      script={
        path[0] === 'inputs' ? scriptLanguageOf(step.action, { name, runtime: textOf(memberOf(inputs, 'Runtime')) }) : undefined
      }
    />
  )
  const own = (wanted: (name: string) => boolean) =>
    Object.entries(members)
      .filter(([name]) => !general.has(name) && wanted(name))
      .map(([name, spec]) => field(name, spec, { node: memberOf(step.node, name), path: [name] }))
  return (
    <form
      aria-label={`Step ${step.name ?? ''}`}
      onSubmit={(event) => event.preventDefault()}
      className="grid gap-x-6 gap-y-4 p-3 lg:grid-cols-2"
    >
      <Section title="General">
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
        {own((name) => !handling.has(name) && name !== 'outputs')}
      </Section>
      <Section title="Inputs">
        {inputsToAsk(action?.inputs.members).map(([name, spec]) =>
          name === 'Choices' && step.action === 'aws:branch' ? (
            <ChoicesField
              key={name}
              step={step}
              others={others}
              references={references}
              change={workspace.change}
              disabled={disabled}
            />
          ) : (
            field(name, spec, { node: memberOf(inputs, name), path: ['inputs', name] })
          ),
        )}
      </Section>
      <Section title="Error handling">{own((name) => handling.has(name))}</Section>
      {members['outputs'] ? <Section title="Outputs">{own((name) => name === 'outputs')}</Section> : null}
    </form>
  )
}

/** Steps of a loop are steps of the outline. */
function inputsToAsk(members: Members = {}): readonly [string, Spec][] {
  return Object.entries(members).filter(([, spec]) => !(spec.kind === 'list' && spec.of.kind === 'step'))
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-2 text-form font-semibold">{title}</legend>
      {children}
    </fieldset>
  )
}
