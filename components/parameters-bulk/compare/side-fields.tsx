'use client'
import { Select } from '#components/ui/select'
import { TextField } from '#components/ui/text-field'
import { useUrlParams } from '#queries/ui/use-url-state'

type Moment = 'newest' | 'label' | 'time'

const moments = [
  { value: 'newest', label: 'Newest' },
  { value: 'label', label: 'Label' },
  { value: 'time', label: 'Time (UTC)' },
]

export interface SideFieldsProps {
  which: 'left' | 'right'
}

/** A path with the versions of it that count. */
export function SideFields({ which }: SideFieldsProps) {
  const { params, set } = useUrlParams()
  const [label, at] = [params.get(`${which}Label`), params.get(`${which}At`)]
  const moment: Moment = label !== null ? 'label' : at === null ? 'newest' : 'time'
  const name = which === 'left' ? 'Left' : 'Right'
  const choose = (next: string) =>
    set({
      [`${which}Label`]: next === 'label' ? '' : undefined,
      [`${which}At`]: next === 'time' ? new Date().toISOString().slice(0, 16) + 'Z' : undefined,
    })
  return (
    <fieldset className="flex min-w-0 flex-1 basis-64 flex-wrap items-end gap-2 rounded-card border border-line bg-surface p-3">
      <legend className="sr-only">{name} side</legend>
      <TextField
        label={`${name} path`}
        mono
        size="sm"
        value={params.get(which) ?? ''}
        onChange={(next) => set({ [which]: next || undefined })}
        placeholder="/prod"
        spellCheck={false}
        autoComplete="off"
        fieldClassName="min-w-40 flex-1"
      />
      <Select label={`${name} versions`} size="sm" value={moment} options={moments} onChange={choose} className="w-32" />
      {moment === 'label' ? (
        <TextField
          label={`${name} label`}
          size="sm"
          value={label ?? ''}
          onChange={(next) => set({ [`${which}Label`]: next })}
          spellCheck={false}
          autoComplete="off"
          fieldClassName="w-32"
        />
      ) : null}
      {moment === 'time' ? (
        <TextField
          label={`${name} time`}
          type="datetime-local"
          size="sm"
          value={(at ?? '').replace(/Z$/, '')}
          onChange={(next) => set({ [`${which}At`]: next === '' ? '' : `${next}Z` })}
          fieldClassName="w-48"
        />
      ) : null}
    </fieldset>
  )
}
