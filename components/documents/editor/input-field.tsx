'use client'
import { useState } from 'react'
import { Select } from '#components/ui/select'
import { TextArea } from '#components/ui/text-area'
import { TextField } from '#components/ui/text-field'
import type { Spec } from '#lib/capabilities/documents/model/language/spec/spec'
import { choicesOf, fieldKind, fieldText, readField } from './field-value'

export interface InputFieldProps {
  name: string
  spec: Spec
  value: unknown
  /** Undefined removes the member. Called when the field is left, so that one change is one step of undo. */
  onCommit: (value: unknown) => void
  disabled: boolean
}

export function InputField({ name, spec, value, onCommit, disabled }: InputFieldProps) {
  const kind = fieldKind(spec)
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
    disabled,
    required: spec.isRequired ?? false,
  }
  if (kind === 'choice') {
    const options = [{ value: '', label: 'Not set' }, ...choicesOf(spec).map((choice) => ({ value: choice, label: choice }))]
    const known = options.some((option) => option.value === text) ? options : [...options, { value: text, label: text }]
    return <Select {...shared} value={text} onChange={commit} options={known} />
  }
  const typed = { ...shared, value: text, onChange: setDraft, onBlur: () => commit(text) }
  if (kind === 'line') {
    return <TextField {...typed} mono onKeyDown={(event) => (event.key === 'Enter' ? commit(text) : undefined)} />
  }
  return <TextArea {...typed} mono spellCheck={false} rows={Math.min(12, Math.max(2, text.split('\n').length))} />
}
