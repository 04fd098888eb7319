'use client'
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Button } from '#components/ui/button'
import { CodeField } from '#components/ui/code-field'
import { RadioGroup } from '#components/ui/radio-group'
import { TextArea } from '#components/ui/text-area'
import { numberText } from '#queries/ui/number-text'
import { byteLength, formatJson, readJson } from '../value-text'
import { mostBytes, type ParameterDraft, sentValue, valueWarning } from './parameter-draft'

export interface ValueFieldProps {
  draft: ParameterDraft
  onChange: (change: Partial<ParameterDraft>) => void
  problem: string | undefined
  /** There is a value already, which may stay. */
  isEdit: boolean
}

/** An editor for the type: text with JSON in mind, one item a line, or a secret that nobody reads over a shoulder. */
export function ValueField({ draft, onChange, problem, isEdit }: ValueFieldProps) {
  const { type, value, tier, keepsValue } = draft
  const set = (next: string) => onChange({ value: next })
  const room = `${numberText(byteLength(sentValue(draft)))} of ${numberText(mostBytes[tier])} bytes`
  if (type === 'SecureString')
    return (
      <div className="flex flex-col gap-2">
        {isEdit ? (
          <RadioGroup
            label="Value"
            inline
            value={keepsValue ? 'keep' : 'new'}
            onChange={(next) => onChange({ keepsValue: next === 'keep', value: '' })}
            options={[
              { value: 'keep', label: 'Keep the present one' },
              { value: 'new', label: 'Type a new one' },
            ]}
          />
        ) : null}
        {keepsValue ? null : <SecretField value={value} onChange={set} problem={problem} room={room} isEdit={isEdit} />}
      </div>
    )
  if (type === 'StringList')
    return (
      <TextArea
        label="Items"
        mono
        required
        rows={6}
        value={value}
        onChange={set}
        error={problem}
        aside={room}
        help="One item a line; a list pasted with commas is split."
        spellCheck={false}
      />
    )
  const warning = valueWarning(draft)
  return (
    <div className="flex flex-col gap-1">
      <CodeField
        label="Value"
        language="plain"
        required
        rows={4}
        value={value}
        onChange={set}
        error={problem}
        aside={room}
        help={warning}
      />
      {readJson(value) === undefined ? null : (
        <Button variant="ghost" className="self-start" onClick={() => set(formatJson(value))}>
          Format JSON
        </Button>
      )}
    </div>
  )
}

interface SecretFieldProps {
  value: string
  onChange: (value: string) => void
  problem: string | undefined
  room: string
  isEdit: boolean
}

function SecretField({ value, onChange, problem, room, isEdit }: SecretFieldProps) {
  const [isShown, setShown] = useState(false)
  const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const
  return (
    <div className="flex flex-col gap-1">
      <TextArea
        label={isEdit ? 'New value' : 'Value'}
        mono
        required
        rows={3}
        value={value}
        onChange={onChange}
        error={problem}
        aside={room}
        autoComplete="off"
        spellCheck={false}
        className={isShown ? undefined : '[-webkit-text-security:disc]'}
      />
      <Button
        variant="ghost"
        className="self-start"
        icon={isShown ? <EyeOff {...icon} /> : <Eye {...icon} />}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? 'Hide what is typed' : 'Show what is typed'}
      </Button>
    </div>
  )
}
