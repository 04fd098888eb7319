'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { GitCompare } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useMemo, useState } from 'react'
import { ButtonLink } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { useKeys } from '#components/ui/key-provider'
import type { MenuItem } from '#components/ui/menu'
import { listPages } from '#queries/shell/list-pages'
import { nothingSelected, type Selection } from '#queries/ui/table/selection'
import { diffHref, documentHref } from '../document-words'
import type { DocumentDescription, DocumentVersionInfo } from '../own-operations'
import { versionPages } from '../queries'
import { versionColumns } from './version-columns'

const DefaultDialog = lazy(() => import('../change/default-dialog').then((module) => ({ default: module.DefaultDialog })))
const DeleteDialog = lazy(() => import('../change/delete-dialog').then((module) => ({ default: module.DeleteDialog })))

export interface VersionsTabProps {
  document: DocumentDescription
  /** Why this person may not change the document. */
  blocked: string | undefined
}

/** All versions, newest first: compare two, make one the default, delete one. */
export function VersionsTab({ document, blocked }: VersionsTabProps) {
  const { Name = '', DefaultVersion = '', LatestVersion = '' } = document
  const router = useRouter()
  const pages = useInfiniteQuery(versionPages(Name))
  const rows = useMemo(() => pages.data?.pages.flatMap(({ DocumentVersions }) => DocumentVersions) ?? none, [pages.data])
  const columns = useMemo(() => versionColumns(Name), [Name])
  const [selection, setSelection] = useState(nothingSelected)
  const [asked, setAsked] = useState<{ action: 'default' | 'delete'; version: string }>()
  const compared = comparedBy(selection, rows, DefaultVersion)
  const href = compared && diffHref(Name, ...compared)
  useKeys([
    { key: 'd', label: 'Compare the selected versions', group: 'Versions', run: () => (href ? router.push(href) : undefined) },
  ])
  const comparePrevious = async (version: string) => {
    const loaded = await pages.fetchNextPage()
    const [previous] = loaded.data?.pages.at(-1)?.DocumentVersions ?? []
    if (previous?.DocumentVersion) router.push(diffHref(Name, previous.DocumentVersion, version))
  }
  const rowActions = ({ DocumentVersion: version = '', IsDefaultVersion, Status }: DocumentVersionInfo): MenuItem[] => {
    const previous = rows[rows.findIndex((row) => row.DocumentVersion === version) + 1]?.DocumentVersion
    const isUnknown = previous === undefined && pages.hasNextPage
    const isDefault = IsDefaultVersion ? 'It is the default version.' : undefined
    return [
      { id: 'content', label: 'Content', href: `${documentHref(Name, 'content')}?v=${version}` },
      {
        id: 'previous',
        label: 'Compare with the one before',
        ...(previous ? { href: diffHref(Name, previous, version) } : {}),
        ...(isUnknown ? { run: () => void comparePrevious(version) } : {}),
        disabledReason: previous || isUnknown ? undefined : 'It is the first.',
      },
      {
        id: 'compare',
        label: 'Compare with the default',
        href: diffHref(Name, DefaultVersion, version),
        disabledReason: isDefault,
      },
      {
        id: 'default',
        label: 'Make it the default',
        separated: true,
        run: () => setAsked({ action: 'default', version }),
        disabledReason: blocked ?? isDefault ?? (Status === 'Active' ? undefined : 'Only an active version can be the default.'),
      },
      {
        id: 'delete',
        label: 'Delete this version',
        danger: true,
        run: () => setAsked({ action: 'delete', version }),
        disabledReason: blocked ?? (isDefault && 'The default version stays: make another one the default first.'),
      },
    ]
  }
  const close = () => setAsked(undefined)
  return (
    <>
      <DataTable
        id="document-versions"
        caption={`Versions of ${Name}`}
        columns={columns}
        rows={rows}
        getRowId={({ DocumentVersion = '' }) => DocumentVersion}
        getRowName={({ DocumentVersion }) => `version ${DocumentVersion}`}
        getRowVersion={({ IsDefaultVersion, Status }) => `${IsDefaultVersion} ${Status}`}
        {...listPages(pages)}
        selection={selection}
        onSelection={setSelection}
        bulkActions={
          href ? (
            <ButtonLink href={href} icon={<GitCompare aria-hidden size={16} strokeWidth={1.75} />}>
              Compare v{compared[0]} with v{compared[1]}
            </ButtonLink>
          ) : (
            <span className="text-body text-text-2">Select one version to compare with the default, or two.</span>
          )
        }
        rowHref={({ DocumentVersion }) => `${documentHref(Name, 'content')}?v=${DocumentVersion}`}
        rowActions={rowActions}
        toolbar={
          <ButtonLink
            href={diffHref(Name, DefaultVersion, 'text')}
            icon={<GitCompare aria-hidden size={16} strokeWidth={1.75} />}
          >
            Compare with a text
          </ButtonLink>
        }
        empty={null}
      />
      <Suspense>
        {asked?.action === 'default' ? (
          <DefaultDialog name={Name} from={DefaultVersion} to={asked.version} onClose={close} />
        ) : null}
        {asked?.action === 'delete' ? (
          <DeleteDialog
            name={Name}
            version={{ number: asked.version, isLatest: asked.version === LatestVersion }}
            onClose={close}
          />
        ) : null}
      </Suspense>
    </>
  )
}

const none: readonly DocumentVersionInfo[] = []

/** Two versions, older first; one alone is compared with the default. */
function comparedBy(
  selection: Selection,
  rows: readonly DocumentVersionInfo[],
  defaultVersion: string,
): readonly [string, string] | undefined {
  if (selection.mode === 'all') return undefined
  const picked = rows.flatMap(({ DocumentVersion: version }) => (version && selection.ids.has(version) ? [version] : []))
  const [newer, older = defaultVersion, ...others] = picked
  return newer === undefined || newer === older || others.length > 0 ? undefined : [older, newer]
}
