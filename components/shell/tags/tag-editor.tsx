'use client'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '#components/ui/button'
import { TextField } from '#components/ui/text-field'
import { toFailure } from '#queries/ui/failure'
import { tagRowsProblem } from './tag-edit'

export interface TagEditorProps {
  /** Left out for a new tag. */
  tagKey?: string | undefined
  value?: string | undefined
  /** Keys that exist already: a new tag takes another one. */
  taken: readonly string[]
  onSave: (key: string, value: string) => Promise<void>
  onCancel: () => void
}

export function TagEditor({ tagKey, value: old = '', taken, onSave, onCancel }: TagEditorProps) {
  const [key, setKey] = useState(tagKey ?? '')
  const [value, setValue] = useState(old)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const problem = taken.includes(key.trim()) ? 'It has this tag already.' : tagRowsProblem([{ key, value }])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (problem || key.trim() === '' || busy) return
    setBusy(true)
    await onSave(key.trim(), value.trim()).catch((thrown: unknown) => {
      setFailure(toFailure(thrown).message)
      setBusy(false)
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onCancel()
  }
  return (
    <li className="border-b border-line px-3 py-2 last:border-0">
      <form onSubmit={(event) => void submit(event)} className="flex flex-wrap items-start gap-2">
        <TextField
          label="Key"
          hideLabel
          size="sm"
          placeholder="Key"
          value={key}
          onChange={setKey}
          readOnly={tagKey !== undefined}
          ref={tagKey === undefined ? first : undefined}
          onKeyDown={onKeyDown}
          fieldClassName="w-1/3 min-w-32"
          maxLength={128}
          error={problem ?? failure}
        />
        <TextField
          label="Value"
          hideLabel
          size="sm"
          placeholder="Value"
          value={value}
          onChange={setValue}
          ref={tagKey === undefined ? undefined : first}
          onKeyDown={onKeyDown}
          fieldClassName="min-w-32 flex-1"
          maxLength={256}
        />
        <Button type="submit" variant="primary" busy={busy} disabled={key.trim() === ''}>
          Save
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </form>
    </li>
  )
}
