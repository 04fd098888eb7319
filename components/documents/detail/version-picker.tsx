'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Select } from '#components/ui/select'
import type { DocumentVersionInfo } from '../own-operations'
import { versionPages } from '../queries'

export interface VersionPickerProps {
  name: string
  label: string
  value: string
  onChange: (version: string) => void
}

/** One of the versions there are, newest first. */
export function VersionPicker({ name, label, value, onChange }: VersionPickerProps) {
  const pages = useInfiniteQuery(versionPages(name))
  const versions = pages.data?.pages.flatMap(({ DocumentVersions = [] }) => DocumentVersions) ?? []
  const known = versions.map((version) => ({ value: version.DocumentVersion ?? '', label: versionWords(version) }))
  const options = known.some((option) => option.value === value) ? known : [{ value, label: `v${value}` }, ...known]
  return <Select label={label} hideLabel size="sm" className="w-56" value={value} onChange={onChange} options={options} />
}

export function versionWords({ DocumentVersion, VersionName, IsDefaultVersion }: DocumentVersionInfo): string {
  return [`v${DocumentVersion}`, VersionName, IsDefaultVersion ? '(default)' : ''].filter(Boolean).join(' ')
}
