'use client'
import { useQuery } from '@tanstack/react-query'
import { Combobox } from '#components/ui/combobox'
import { keyAliases } from '../queries'
import { defaultKey } from './parameter-draft'

/** The key that seals it: by alias, or by the id that is there already. */
export function KeyField({ value, onChange }: { value: string; onChange: (keyId: string) => void }) {
  const { data, isPending } = useQuery(keyAliases())
  const aliases = data?.Aliases?.flatMap(({ AliasName }) => AliasName ?? []) ?? []
  const all = [...new Set([defaultKey, ...aliases, value])]
  return (
    <Combobox
      label="Key"
      required
      value={value}
      onChange={(next) => onChange(next ?? defaultKey)}
      loading={isPending}
      options={all.map((alias) => ({
        value: alias,
        label: alias,
        hint: alias === defaultKey ? 'there from the start' : undefined,
      }))}
      help="Seals the value. Who may use the key may read it."
    />
  )
}
