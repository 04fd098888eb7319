'use client'
import type { ApiRequest } from '#queries/shell/copy-as'
import { CopyAsMenu } from '#components/shell/copy-as-menu'
import { Button } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import type { Failure } from '#queries/ui/failure'
import { Select } from '#components/ui/select'
import { TextField } from '#components/ui/text-field'
import { TagRowsField } from '#components/shell/tags/tag-rows-field'
import { type ActivationForm, defaultRole, type Expiry, type FormProblems } from './new-activation'
import { StepCard } from './step-card'

export interface OptionsStepProps {
  form: ActivationForm
  onForm: (form: ActivationForm) => void
  problems: FormProblems
  /** There is an activation: its options cannot change any more. */
  made: boolean
  busy: boolean
  blocked: string | undefined
  failure: Failure | undefined
  onCreate: () => void
  onAgain: () => void
  request: ApiRequest
}

const expiryOptions = [
  { value: '1h', label: '1 hour' },
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
]

export function OptionsStep(props: OptionsStepProps) {
  const { form, onForm, problems, made, busy, blocked, failure, onCreate, onAgain, request } = props
  const change = (part: Partial<ActivationForm>) => onForm({ ...form, ...part })
  return (
    <StepCard number={2} title="Options">
      <fieldset disabled={made} className="grid gap-3 sm:grid-cols-2">
        <legend className="sr-only">Options of the activation</legend>
        <TextField
          label="Machines"
          inputMode="numeric"
          value={form.limit}
          onChange={(limit) => change({ limit })}
          error={problems.limit}
          help="How many may register with it, at most 1,000."
        />
        <Select
          label="Valid for"
          value={form.expiry}
          options={expiryOptions}
          disabled={made}
          onChange={(expiry) => change({ expiry: expiry as Expiry })}
        />
        <TextField
          label="Name"
          value={form.name}
          onChange={(name) => change({ name })}
          error={problems.name}
          help="All of them are called this. Empty: each by its host name."
        />
        <TextField
          label="Role"
          value={form.role}
          onChange={(role) => change({ role })}
          placeholder={defaultRole}
          error={problems.role}
          help="Kept with the node, for tools that expect one."
        />
        <div className="sm:col-span-2">
          <TagRowsField label="Tags" rows={form.tags} onChange={(tags) => change({ tags })} error={problems.tags} />
        </div>
      </fieldset>
      {failure ? <ErrorState compact failure={failure} title="The activation was not created" /> : null}
      <div className="flex flex-wrap items-center gap-2">
        {made ? (
          <Button size="md" onClick={onAgain} keyHint="c">
            New activation
          </Button>
        ) : (
          <Button size="md" variant="primary" keyHint="Mod+Enter" busy={busy} disabledReason={blocked} onClick={onCreate}>
            Create install command
          </Button>
        )}
        <CopyAsMenu request={request} />
      </div>
    </StepCard>
  )
}
