'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ssm } from '#lib/api/browser'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { ConfirmDialog } from '#components/ui/confirm-dialog'
import { ErrorState } from '#components/ui/error-state'
import { Select } from '#components/ui/select'
import { TextField } from '#components/ui/text-field'
import { awsCli } from '#queries/shell/copy-as'
import { useChange } from '#queries/shell/use-change'
import type { ParameterRow } from '../own-operations'
import { versionPages } from '../queries'
import { UsesLine } from './uses-line'

export interface LabelDialogProps {
  row: ParameterRow
  /** Left out for a new one. */
  label: string | undefined
  onClose: () => void
}

const possible = /^(?!aws|ssm)[a-zA-Z_.-][a-zA-Z0-9_.-]{0,99}$/i

/** "live 11 -> 12, read by 4 documents", before it moves. */
export function LabelDialog({ row, label, onClose }: LabelDialogProps) {
  const { Name = '', Version: newest = 1, Labels } = row
  const toast = useToast()
  const endpoint = useEndpoint()
  const change = useChange('parameters')
  const pages = useInfiniteQuery(versionPages(Name))
  const versions = pages.data?.pages.flatMap(({ Versions }) => Versions.map(({ Version }) => Version)) ?? [newest]
  const [typed, setTyped] = useState(label ?? '')
  const [version, setVersion] = useState(newest)
  const word = typed.trim()
  const from = Labels.find(({ Label }) => Label === word)?.Version
  const problem =
    word === '' || possible.test(word) ? undefined : 'Up to 100 letters, digits and . - _, first no digit, not aws or ssm.'
  const isReady = word !== '' && problem === undefined && from !== version
  const input = { Name, ParameterVersion: version, Labels: [word] }
  const set = (ParameterVersion: number) => ssm('LabelParameterVersion', { Name, ParameterVersion, Labels: [word] })
  const go = async () => {
    if (!isReady || !(await change.run(() => set(version)))) return
    const back = from === undefined ? () => ssm('UnlabelParameterVersion', input) : () => set(from)
    toast({ tone: 'ok', title: `${word} is on version ${version}`, undo: () => void change.run(back) })
    onClose()
  }
  const lead = from === undefined ? `${word || 'It'} goes on version ${version}` : `${word} ${from} -> ${version}`
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void go()}
      title={label === undefined ? 'Add a label' : `Move ${label}`}
      blast={{ tier: 'T1' }}
      command={isReady ? awsCli({ service: 'ssm', operation: 'LabelParameterVersion', input }, endpoint) : undefined}
      confirmLabel={from === undefined ? 'Add label' : 'Move label'}
      busy={change.busy}
      error={change.failure ? <ErrorState compact failure={change.failure} title="The label was not changed" /> : null}
    >
      {label === undefined ? (
        <TextField label="Label" required value={typed} onChange={setTyped} error={problem} autoComplete="off" />
      ) : null}
      <Select
        label="Version"
        value={String(version)}
        onChange={(next) => setVersion(Number(next))}
        options={versions.map((one) => ({
          value: String(one),
          label: `Version ${one}`,
          hint: one === newest ? 'newest' : undefined,
        }))}
      />
      {pages.hasNextPage ? (
        <Button variant="ghost" className="self-start" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Earlier versions
        </Button>
      ) : null}
      {from === version ? <p>{word} is on this version already.</p> : <UsesLine name={Name} lead={lead} />}
    </ConfirmDialog>
  )
}
