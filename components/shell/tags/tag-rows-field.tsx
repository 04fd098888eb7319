'use client'
import { Plus, X } from 'lucide-react'
import { Button } from '#components/ui/button'
import { IconButton } from '#components/ui/icon-button'
import { TextField } from '#components/ui/text-field'
import type { TagRow } from './tag-edit'

export interface TagRowsFieldProps {
  label: string
  rows: readonly TagRow[]
  onChange: (rows: readonly TagRow[]) => void
  error?: string | undefined
  addLabel?: string | undefined
}

/** Key and value, one line each. */
export function TagRowsField({ label, rows, onChange, error, addLabel = 'Add tag' }: TagRowsFieldProps) {
  const change = (at: number, next: Partial<TagRow>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...next } : row)))
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-invalid={error ? true : undefined}>
      <legend className="mb-1 text-body font-medium">{label}</legend>
      {rows.map((row, at) => (
        // The place is the identity: rows are only added at the end and removed by their own button.
        <div key={at} className="flex items-center gap-1.5">
          <TextField
            label={`Key of tag ${at + 1}`}
            hideLabel
            size="sm"
            placeholder="Key"
            value={row.key}
            onChange={(key) => change(at, { key })}
            fieldClassName="flex-1"
            maxLength={128}
            autoComplete="off"
          />
          <span aria-hidden className="text-text-3">
            =
          </span>
          <TextField
            label={`Value of tag ${at + 1}`}
            hideLabel
            size="sm"
            placeholder="Value"
            value={row.value}
            onChange={(value) => change(at, { value })}
            fieldClassName="flex-1"
            maxLength={256}
            autoComplete="off"
          />
          <IconButton
            label={`Remove tag ${row.key || at + 1}`}
            icon={<X aria-hidden size={14} strokeWidth={1.75} />}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {error ? <p className="text-meta text-bad">{error}</p> : null}
      <Button
        variant="ghost"
        className="self-start"
        icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}
        onClick={() => onChange([...rows, { key: '', value: '' }])}
      >
        {addLabel}
      </Button>
    </fieldset>
  )
}
