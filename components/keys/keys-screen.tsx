'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { Button } from '#components/ui/button'
import { DataTable } from '#components/ui/data-table'
import { EmptyState } from '#components/ui/empty-state'
import { useKeys } from '#components/ui/key-provider'
import { SplitPanel } from '#components/ui/split-panel'
import { awsCli } from '#queries/shell/copy-as'
import { listPages } from '#queries/shell/list-pages'
import { useMayChange } from '#queries/shell/session'
import { useUrlParam } from '#queries/ui/use-url-state'
import { type KeyActing, type KeyDialog, keyActions } from './key-actions'
import { keyColumns } from './key-columns'
import { keyName } from './key-words'
import { keyCall, keyPages, type KeySummary, keyUses } from './own-operations'
import { useKeyChange } from './use-key-change'

const KeyPeek = lazy(() => import('./key-peek').then((module) => ({ default: module.KeyPeek })))
const CreateKeyDialog = lazy(() => import('./create-key-dialog').then((module) => ({ default: module.CreateKeyDialog })))
const EndKeyDialog = lazy(() => import('./end-key-dialog').then((module) => ({ default: module.EndKeyDialog })))
const AliasDialog = lazy(() => import('./alias-dialog').then((module) => ({ default: module.AliasDialog })))

const request = keyCall('ListKeys', {})

/** The keys that seal secrets: which there are, what each seals, and its end. */
export function KeysScreen() {
  useTopics(['keys', 'parameters'])
  const endpoint = useEndpoint()
  const blocked = useMayChange()
  const [peek, setPeek] = useUrlParam('peek')
  const [adding, setAdding] = useState(false)
  const [asked, setAsked] = useState<{ key: KeySummary; dialog: KeyDialog }>()
  const { change } = useKeyChange()
  const { pages, rows } = useKeyRows()
  const acting: KeyActing = { change, blocked, ask: (key, dialog) => setAsked({ key, dialog }) }
  const shown = rows.find(({ KeyId }) => KeyId === peek)
  const create = () => (blocked === undefined ? setAdding(true) : undefined)
  const close = () => setAsked(undefined)
  useKeys([{ key: 'c', label: 'Create key', group: 'Page', run: create }])
  return (
    <Page
      title="Keys"
      layout="fill"
      request={request}
      meta="Keys seal SecureStrings, and whatever is encrypted through the KMS API of this installation."
      actions={
        <Button
          variant="primary"
          icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}
          keyHint="c"
          disabledReason={blocked}
          onClick={create}
        >
          Create key
        </Button>
      }
    >
      <SplitPanel
        open={shown !== undefined}
        title={shown ? keyName(shown) : undefined}
        onClose={() => setPeek(undefined)}
        panel={
          shown ? (
            <Suspense>
              <KeyPeek key={shown.KeyId} row={shown} acting={acting} />
            </Suspense>
          ) : null
        }
      >
        <DataTable
          id="keys"
          caption="Keys"
          columns={keyColumns}
          rows={rows}
          getRowId={({ KeyId }) => KeyId}
          getRowName={keyName}
          getRowVersion={(key) => `${key.KeyState} ${key.Versions} ${key.RotationEnabled} ${key.Aliases.join(' ')}`}
          {...listPages(pages)}
          rowActions={(key) => keyActions(key, acting)}
          peek={peek}
          onPeek={setPeek}
          empty={
            <EmptyState
              kind="first-use"
              title="No keys"
              text="There should be alias/aws/ssm at least: this list did not load as it should."
              command={awsCli(request, endpoint)}
            />
          }
        />
      </SplitPanel>
      <Suspense>
        {adding ? (
          <CreateKeyDialog
            onClose={() => setAdding(false)}
            onMade={(keyId) => {
              setAdding(false)
              setPeek(keyId)
            }}
          />
        ) : null}
        {asked?.dialog === 'alias' ? <AliasDialog of={asked.key} onClose={close} /> : null}
        {asked && asked.dialog !== 'alias' ? <EndKeyDialog of={asked.key} how={asked.dialog} onClose={close} /> : null}
      </Suspense>
    </Page>
  )
}

function useKeyRows() {
  const pages = useInfiniteQuery(keyPages())
  const keys = pages.data?.pages.flatMap(({ Keys }) => Keys) ?? []
  const ids = keys.map(({ KeyId }) => KeyId).slice(0, 100)
  const uses = useQuery({ ...keyUses(ids), enabled: ids.length > 0 }).data?.Keys
  // Those with names come first; the server pages by id, which says nothing to people.
  const rows = keys
    .map((key) => ({ ...key, use: uses?.find(({ KeyId }) => KeyId === key.KeyId) }))
    .sort(
      (one, other) =>
        Number(other.Aliases.length > 0) - Number(one.Aliases.length > 0) || keyName(one).localeCompare(keyName(other)),
    )
  return { pages, rows }
}
