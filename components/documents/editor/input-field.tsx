'use client'
import { type KeyboardEvent, useId, useState } from 'react'
import { CodeField } from '#components/ui/code-field'
import { Select } from '#components/ui/select'
import { TextArea } from '#components/ui/text-area'
import { TextField } from '#components/ui/text-field'
import type { Spec } from '#lib/capabilities/documents/model/language/spec/spec'
import { choicesOf, fieldKind, fieldText, readField } from './field-value'
import type { ScriptLanguage } from './scripts/scripts-in'

export interface InputFieldProps {
  name: string
  spec: Spec
  value: unknown
  /** Undefined removes the member. Called when the field is left, so that one change is one step of undo. */
  onCommit: (value: unknown) => void
  disabled: boolean
  /** What may be referred to, offered while something is written. */
  references?: readonly string[]
  /** Steps that this one may lead to. */
  steps?: readonly string[]
  script?: ScriptLanguage | undefined
}

export function InputField({ name, spec, value, onCommit, disabled, references = [], steps = [], script }: InputFieldProps) {
  const list = useId()
  const kind = script === undefined ? fieldKind(spec) : fieldKind(spec) === 'lines' ? 'lines' : 'script'
  const written = fieldText(kind, value)
  const [draft, setDraft] = useState<string>()
  const text = draft ?? written
  const [problem, setProblem] = useState<string>()
  const commit = (next: string) => {
    if (next === written) return setDraft(undefined)
    const read = readField(spec, next)
    if ('problem' in read) return setProblem(read.problem)
    setProblem(undefined)
    setDraft(undefined)
    onCommit(read.value)
  }
  const shared = {
    label: name,
    help: spec.description,
    error: problem,
    required: spec.isRequired ?? false,
  }
  const choices = choicesOf(spec, steps)
  if (choices.length > 0) {
    const options = [{ value: '', label: 'Not set' }, ...choices.map((choice) => ({ value: choice, label: choice }))]
    const known = options.some((option) => option.value === text) ? options : [...options, { value: text, label: text }]
    return <Select {...shared} disabled={disabled} value={text} onChange={commit} options={known} />
  }
  if (script !== undefined && !disabled) {
    return (
      // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only listens when the field in it is left
      <div onBlur={() => commit(text)}>
        <CodeField {...shared} value={text} onChange={setDraft} rows={3} language={script === 'shell' ? 'shell' : 'plain'} />
      </div>
    )
  }
  const typed = { ...shared, disabled, value: text, onChange: setDraft, onBlur: () => commit(text) }
  if (kind === 'line') {
    const line = { ...typed, mono: true, onKeyDown: (event: KeyboardEvent) => (event.key === 'Enter' ? commit(text) : undefined) }
    if (references.length === 0) return <TextField {...line} />
    return (
      <>
        <TextField {...line} list={list} />
        <datalist id={list}>
          {references.map((reference) => (
            <option key={reference} value={reference}>
              {reference}
            </option>
          ))}
        </datalist>
      </>
    )
  }
  return <TextArea {...typed} mono spellCheck={false} rows={Math.min(12, Math.max(2, text.split('\n').length))} />
}
