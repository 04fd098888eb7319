'use client'
import { useQuery } from '@tanstack/react-query'
import { Share2, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { type InputOf, ssm } from '#lib/api/browser'
import { CopyAsMenu } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { IconButton } from '#components/ui/icon-button'
import { Select } from '#components/ui/select'
import { Skeleton } from '#components/ui/skeleton'
import { TextField } from '#components/ui/text-field'
import { toFailure } from '#queries/ui/failure'
import { useMayChange, useSession } from '#queries/shell/session'
import { useChange } from '../change/use-change'
import { PublicSharing } from './public-sharing'
import { documentShares, publicSharing } from '../queries'

const versions = [
  { value: '$DEFAULT', label: 'The default version' },
  { value: '$LATEST', label: 'The latest version' },
  { value: '$ALL', label: 'Every version' },
]
const versionWords = Object.fromEntries(versions.map(({ value, label }) => [value, label]))

type Change = Omit<InputOf<'ModifyDocumentPermission'>, 'Name' | 'PermissionType'>

/** Which other accounts may read and run the document, and which of its versions. */
export function SharingTab({ name }: { name: string }) {
  const toast = useToast()
  const blocked = useMayChange()
  const own = useSession()?.accountId
  const change = useChange()
  const [account, setAccount] = useState('')
  const [version, setVersion] = useState('$DEFAULT')
  const shares = useQuery(documentShares(name))
  const list = shares.data?.AccountSharingInfoList ?? []
  const requestOf = (given: Change): InputOf<'ModifyDocumentPermission'> => ({ Name: name, PermissionType: 'Share', ...given })
  const typed = account.trim().toLowerCase()
  const add: Change = { AccountIdsToAdd: [typed], SharedDocumentVersion: version }
  const isBlocked = useQuery(publicSharing()).data?.ServiceSetting?.SettingValue === 'Disable'
  const problem = accountProblem(typed, { own, isBlocked })
  const send = async (given: Change, done: () => void) => {
    if (await change.run(() => ssm('ModifyDocumentPermission', requestOf(given)))) done()
  }
  const share = async (event: FormEvent) => {
    event.preventDefault()
    if (typed === '' || problem || blocked) return
    await send(add, () => {
      setAccount('')
      toast({ tone: 'ok', title: `Shared with ${wordFor(typed)}` })
    })
  }
  const stop = (id: string, shared: string | undefined) =>
    void send({ AccountIdsToRemove: [id] }, () =>
      toast({
        tone: 'ok',
        title: `No longer shared with ${wordFor(id)}`,
        undo: () => void send({ AccountIdsToAdd: [id], SharedDocumentVersion: shared ?? '$DEFAULT' }, () => {}),
      }),
    )
  return (
    <div className="flex max-w-[880px] flex-col gap-4">
      <p className="text-body text-text-2">
        Accounts that it is shared with can read and run the document by its ARN. They cannot change it, and do not see its tags.
      </p>
      <form onSubmit={(event) => void share(event)} className="flex flex-wrap items-start gap-2">
        <TextField
          label="Account id, or all"
          value={account}
          onChange={setAccount}
          error={problem}
          fieldClassName="w-64"
          mono
          spellCheck={false}
        />
        <Select label="Shares" className="w-56" value={version} onChange={setVersion} options={versions} />
        <span className="flex gap-2 pt-6">
          <Button
            type="submit"
            size="md"
            variant="primary"
            icon={<Share2 aria-hidden size={16} strokeWidth={1.75} />}
            busy={change.busy}
            disabled={typed === '' || problem !== undefined}
            disabledReason={blocked}
          >
            Share
          </Button>
          {typed === '' || problem ? null : (
            <CopyAsMenu request={{ service: 'ssm', operation: 'ModifyDocumentPermission', input: requestOf(add) }} />
          )}
        </span>
      </form>
      {typed === 'all' && !isBlocked ? (
        <p className="rounded-control bg-warn-soft px-2.5 py-2 text-body">
          Everybody in every account of this installation will be able to read the document. Make sure that it holds no secrets.
        </p>
      ) : null}
      {change.failure ? <ErrorState compact failure={change.failure} title="The sharing was not changed" /> : null}
      {shares.error && !shares.data ? (
        <ErrorState
          compact
          failure={toFailure(shares.error)}
          title="The shares did not load"
          onRetry={() => void shares.refetch()}
        />
      ) : shares.isPending ? (
        <Skeleton lines={3} />
      ) : list.length === 0 ? (
        <p className="text-body text-text-3">It is private: only this account sees it.</p>
      ) : (
        <ul aria-label="Shared with" className="flex flex-col rounded-card border border-line bg-surface text-body">
          {list.map(({ AccountId = '', SharedDocumentVersion }) => (
            <li key={AccountId} className="flex min-h-10 items-center gap-3 border-b border-line px-3 py-1 last:border-0">
              <span className="w-1/3 min-w-32 font-mono">{wordFor(AccountId)}</span>
              <span className="flex-1 text-text-2">{versionWords[SharedDocumentVersion ?? ''] ?? SharedDocumentVersion}</span>
              {blocked ? null : (
                <IconButton
                  label={`Stop sharing with ${wordFor(AccountId)}`}
                  icon={<X aria-hidden size={14} strokeWidth={1.75} />}
                  onClick={() => stop(AccountId, SharedDocumentVersion)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <PublicSharing />
    </div>
  )
}

interface Rules {
  own: string | undefined
  isBlocked: boolean
}

function accountProblem(typed: string, { own, isBlocked }: Rules): string | undefined {
  if (typed === '') return undefined
  if (typed === 'all') return isBlocked ? 'Sharing with everybody is blocked for this account: see below.' : undefined
  if (typed === own) return 'It is the account that owns the document.'
  return /^\d{12}$/.test(typed) ? undefined : 'An account id has 12 digits; everybody is "all".'
}

function wordFor(account: string): string {
  return account === 'all' ? 'everybody' : account
}
