'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Combobox } from '#components/ui/combobox'
import type { DocumentVersionInfo } from '../own-operations'
import { versionPages } from '../queries'
import { versionChoices } from './version-choices'

export interface VersionPickerProps {
  name: string
  label: string
  value: string
  onChange: (version: string) => void
  /** What there is to choose beside versions. */
  extra?: readonly { value: string; label: string }[] | undefined
}

/** One of the versions there are, newest first; any by its number. The same control however many there turn out to be. */
export function VersionPicker({ name, label, value, onChange, extra = none }: VersionPickerProps) {
  const pages = useInfiniteQuery(versionPages(name))
  const [typed, setTyped] = useState('')
  const versions = pages.data?.pages.flatMap(({ DocumentVersions }) => DocumentVersions) ?? []
  const known = versions.map((version) => ({ value: version.DocumentVersion ?? '', label: versionWords(version) }))
  const options = versionChoices([...extra, ...known], { value, typed: pages.hasNextPage ? typed : '' })
  return (
    <div className="w-56">
      <Combobox
        label={label}
        hideLabel
        size="sm"
        value={value}
        onChange={(next) => onChange(next ?? value)}
        onSearch={pages.hasNextPage ? setTyped : undefined}
        options={options}
        placeholder="Number or name"
      />
    </div>
  )
}

const none: readonly never[] = []

export function versionWords({ DocumentVersion, VersionName, IsDefaultVersion }: DocumentVersionInfo): string {
  return [`v${DocumentVersion}`, VersionName, IsDefaultVersion ? '(default)' : ''].filter(Boolean).join(' ')
}
