'use client'
import { TagRowsField } from '#components/shell/tags/tag-rows-field'
import { RadioGroup } from '#components/ui/radio-group'
import { Select } from '#components/ui/select'
import { TextField } from '#components/ui/text-field'
import { tagRowsProblem } from '#queries/shell/tags/tag-edit'
import { KeyField } from './key-field'
import type { ParameterDraft, ParameterType, Problems, TierChoice } from './parameter-draft'
import { PoliciesField } from './policies-field'
import { ValueField } from './value-field'

export interface ParameterFormProps {
  draft: ParameterDraft
  onChange: (change: Partial<ParameterDraft>) => void
  /** Only those that may be said by now. */
  problems: Problems
  isEdit: boolean
  /** What the tier is now: advanced never goes back. */
  tier?: string | undefined
}

const types: readonly { value: ParameterType; label: string; hint: string }[] = [
  { value: 'String', label: 'String', hint: 'any text, JSON too' },
  { value: 'StringList', label: 'StringList', hint: 'items between commas' },
  { value: 'SecureString', label: 'SecureString', hint: 'a secret, sealed by a key' },
]

export function ParameterForm({ draft, onChange, problems, isEdit, tier }: ParameterFormProps) {
  const tiers: readonly { value: TierChoice; label: string; hint: string; disabled?: boolean }[] = [
    { value: 'Standard', label: 'Standard', hint: '4 KiB', disabled: tier === 'Advanced' },
    { value: 'Advanced', label: 'Advanced', hint: '8 KiB and policies; never goes back' },
    { value: 'Intelligent-Tiering', label: 'Intelligent', hint: 'advanced only where it is needed' },
  ]
  return (
    <form className="flex min-w-0 flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
      {isEdit ? null : (
        <>
          <TextField
            label="Name"
            required
            mono
            value={draft.name}
            onChange={(name) => onChange({ name })}
            error={problems.name}
            help="Slashes make paths: /prod/db/host."
            autoComplete="off"
            spellCheck={false}
          />
          <RadioGroup
            label="Type"
            value={draft.type}
            onChange={(type) => onChange({ type: types.find(({ value }) => value === type)?.value ?? 'String' })}
            options={types}
          />
        </>
      )}
      {draft.type === 'SecureString' ? <KeyField value={draft.keyId} onChange={(keyId) => onChange({ keyId })} /> : null}
      <ValueField draft={draft} onChange={onChange} problem={problems.value} isEdit={isEdit} />
      <TextField
        label="Description"
        value={draft.description}
        onChange={(description) => onChange({ description })}
        maxLength={1024}
      />
      <RadioGroup
        label="Tier"
        value={draft.tier}
        onChange={(next) => onChange({ tier: tiers.find(({ value }) => value === next)?.value ?? draft.tier })}
        options={tiers}
      />
      <TextField
        label="Allowed pattern"
        mono
        value={draft.allowedPattern}
        onChange={(allowedPattern) => onChange({ allowedPattern })}
        error={problems.allowedPattern}
        help="A regular expression that every value has to match."
        maxLength={1024}
        spellCheck={false}
        autoComplete="off"
      />
      {draft.type === 'String' ? (
        <Select
          label="Data type"
          value={draft.dataType}
          onChange={(dataType) => onChange({ dataType })}
          options={[
            { value: 'text', label: 'Text' },
            { value: 'aws:ec2:image', label: 'Image id (aws:ec2:image)' },
            { value: 'aws:ssm:integration', label: 'Integration (aws:ssm:integration)' },
          ]}
        />
      ) : null}
      <PoliciesField policies={draft.policies} onChange={(policies) => onChange({ policies })} problem={problems.policies} />
      {isEdit ? null : (
        <TagRowsField label="Tags" rows={draft.tags} onChange={(tags) => onChange({ tags })} error={tagRowsProblem(draft.tags)} />
      )}
    </form>
  )
}
