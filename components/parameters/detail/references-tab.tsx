'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { RelativeTime } from '#components/ui/relative-time'
import { RowLink } from '#components/ui/row-link'
import type { Column } from '#queries/ui/table/column'
import { exactTime } from '#queries/ui/time-text'
import { listPages } from '#queries/shell/list-pages'
import { kindWord } from '../change/impact'
import type { ParameterUse } from '../own-operations'
import { usePages } from '../queries'

/** What referred to the parameter, the latest first. */
export function ReferencesTab({ name }: { name: string }) {
  const pages = useInfiniteQuery(usePages(name))
  const rows = useMemo(() => pages.data?.pages.flatMap(({ Uses }) => Uses) ?? none, [pages.data])
  return (
    <DataTable
      id="parameter-uses"
      caption={`References to ${name}`}
      columns={columns}
      rows={rows}
      getRowId={({ Kind, Id }) => `${Kind} ${Id}`}
      getRowName={({ Kind, Id }) => `${kindWord(Kind)} ${Id}`}
      {...listPages(pages)}
      empty={
        <EmptyState
          kind="first-use"
          title="Nothing has referred to it in 90 days"
          text={
            <>
              Commands and documents refer to it by <code>{`{{ssm:${name}}}`}</code>, or <code>{`{{ssm-secure:${name}}}`}</code>{' '}
              where it is a secret.
            </>
          }
        />
      }
    />
  )
}

const none: readonly ParameterUse[] = []

const columns: readonly Column<ParameterUse>[] = [
  {
    id: 'used',
    header: 'Used by',
    width: 300,
    grow: true,
    cell: ({ Kind, Id, Detail }) => {
      const href = hrefOf(Kind, Id)
      return href === undefined ? Detail || Id : <RowLink href={href}>{Detail || Id}</RowLink>
    },
    text: ({ Detail, Id }) => Detail || Id,
  },
  { id: 'kind', header: 'Kind', width: 120, cell: ({ Kind }) => kindWord(Kind), text: ({ Kind }) => kindWord(Kind) },
  { id: 'id', header: 'Id', width: 280, priority: 1, mono: true, cell: ({ Id }) => Id, text: ({ Id }) => Id },
  { id: 'by', header: 'By', width: 200, minWidth: 120, cell: ({ Caller }) => Caller, text: ({ Caller }) => Caller },
  {
    id: 'at',
    header: 'Last time',
    width: 110,
    minWidth: 104,
    cell: ({ UsedAt }) => <RelativeTime at={UsedAt} />,
    text: ({ UsedAt }) => exactTime(UsedAt),
  },
]

function hrefOf(kind: string, id: string): string | undefined {
  if (kind === 'command') return `/commands/${id}`
  return kind === 'document' ? `/documents/${encodeURIComponent(id)}/overview` : undefined
}
