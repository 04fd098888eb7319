'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { GitCompare } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Button } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { useKeys } from '#components/ui/key-provider'
import type { MenuItem } from '#components/ui/menu'
import { listPages } from '#queries/shell/list-pages'
import { nothingSelected } from '#queries/ui/table/selection'
import { useUrlParams } from '#queries/ui/use-url-state'
import { RestoreDialog } from '../change/restore-dialog'
import type { ParameterRow, ParameterVersion } from '../own-operations'
import { parameterHref } from '../parameter-words'
import { versionPages } from '../queries'
import { versionColumns } from './version-columns'

const VersionDiff = lazy(() => import('./version-diff').then((module) => ({ default: module.VersionDiff })))

export interface HistoryTabProps {
  row: ParameterRow
  blocked: string | undefined
}

/** All versions, newest first: compare two (`&from=3&to=5`), look at one, put its value back. */
export function HistoryTab({ row, blocked }: HistoryTabProps) {
  const { Name = '', Version: newest = 1 } = row
  const { params, set } = useUrlParams()
  const pages = useInfiniteQuery(versionPages(Name))
  const rows = useMemo(() => pages.data?.pages.flatMap(({ Versions }) => Versions) ?? none, [pages.data])
  const columns = useMemo(() => versionColumns(Name), [Name])
  const [selection, setSelection] = useState(nothingSelected)
  const [restored, setRestored] = useState<number>()
  const picked = selection.mode === 'rows' ? [...selection.ids].map(Number).sort((a, b) => a - b) : []
  const [from, to] = picked.length === 1 ? [picked[0], newest] : picked
  const pair = picked.length > 2 || from === undefined || to === undefined || from === to ? undefined : ([from, to] as const)
  const compare = ([older, newer]: readonly [number, number]) => set({ from: String(older), to: String(newer) }, 'push')
  useKeys([{ key: 'd', label: 'Compare the selected versions', group: 'History', run: () => (pair ? compare(pair) : undefined) }])
  const items = ({ Version }: ParameterVersion): MenuItem[] => [
    { id: 'show', label: 'Show this version', href: parameterHref(Name, { v: Version }) },
    {
      id: 'before',
      label: 'Compare with the one before',
      run: () => compare([Version - 1, Version]),
      disabledReason: Version === rows.at(-1)?.Version && !pages.hasNextPage ? 'There is none before it.' : undefined,
    },
    {
      id: 'newest',
      label: 'Compare with the newest',
      run: () => compare([Version, newest]),
      disabledReason: Version === newest ? 'It is the newest.' : undefined,
    },
    {
      id: 'restore',
      label: 'Restore its value',
      separated: true,
      run: () => setRestored(Version),
      disabledReason: Version === newest ? 'It is the newest.' : blocked,
    },
  ]
  const sides = [params.get('from'), params.get('to')].map((text) =>
    /^[1-9]\d{0,8}$/.test(text ?? '') ? Number(text) : undefined,
  )
  const [left, right] = sides
  return (
    <>
      <DataTable
        id="parameter-versions"
        caption={`Versions of ${Name}`}
        columns={columns}
        rows={rows}
        getRowId={({ Version }) => String(Version)}
        getRowName={({ Version }) => `version ${Version}`}
        getRowVersion={({ Labels }) => Labels.join(' ')}
        {...listPages(pages)}
        selection={selection}
        onSelection={setSelection}
        bulkActions={
          <Button
            icon={<GitCompare aria-hidden size={16} strokeWidth={1.75} />}
            keyHint="d"
            disabledReason={pair ? undefined : 'Select two versions, or one that is not the newest.'}
            onClick={() => (pair ? compare(pair) : undefined)}
          >
            Compare
          </Button>
        }
        rowHref={({ Version }) => parameterHref(Name, { v: Version })}
        rowActions={items}
        empty={null}
      />
      <Suspense>
        {left !== undefined && right !== undefined ? (
          <VersionDiff row={row} from={left} to={right} onClose={() => set({ from: undefined, to: undefined })} />
        ) : null}
      </Suspense>
      {restored === undefined ? null : <RestoreDialog row={row} version={restored} onClose={() => setRestored(undefined)} />}
    </>
  )
}

const none: readonly ParameterVersion[] = []
