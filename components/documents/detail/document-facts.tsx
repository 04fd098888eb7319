import type { Fact } from '#components/ui/facts'
import { RelativeTime } from '#components/ui/relative-time'
import { StatusBadge } from '#components/ui/status-badge'
import { ownerWord } from '../document-words'
import type { DocumentDescription } from '../own-operations'

/** What there is to know of one version. */
export function documentFacts(document: DocumentDescription, accountId: string | undefined): Fact[] {
  const { Status, StatusInformation, PlatformTypes = [], AttachmentsInformation = [], Requires = [], Hash } = document
  const optional = [
    { label: 'Display name', value: document.DisplayName },
    { label: 'Version name', value: document.VersionName },
    { label: 'Written by', value: document.Author },
    { label: 'Target type', value: document.TargetType },
    { label: 'Requires', value: Requires.map(({ Name, Version }) => (Version ? `${Name} v${Version}` : Name)).join(', ') },
    { label: 'Attachments', value: AttachmentsInformation.map(({ Name }) => Name).join(', ') },
  ].filter(({ value }) => value)
  return [
    { label: 'Status', value: <StatusBadge kind="document" value={Status} detail={StatusInformation} /> },
    { label: 'Type', value: document.DocumentType },
    {
      label: 'Version',
      value: `${document.DocumentVersion}, default ${document.DefaultVersion}, latest ${document.LatestVersion}`,
    },
    { label: 'Owner', value: ownerWord(document.Owner, accountId), copy: document.Owner },
    { label: 'Platforms', value: PlatformTypes.join(', ') || undefined },
    { label: 'Schema', value: [document.SchemaVersion, document.DocumentFormat].filter(Boolean).join(', ') },
    { label: 'Written', value: <RelativeTime at={document.CreatedDate} /> },
    ...optional,
    { label: 'SHA-256', value: Hash ? <span className="font-mono text-meta break-all">{Hash}</span> : undefined, copy: Hash },
  ]
}
