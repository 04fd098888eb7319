'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useToast } from '#components/shell/toasts'
import { ErrorState } from '#components/ui/error-state'
import { Switch } from '#components/ui/switch'
import { useMayChange } from '#queries/shell/session'
import { type Failure, toFailure } from '#queries/ui/failure'
import { publicSharing, setPublicSharing } from '../queries'

/** For all documents of the account: whether one may be shared with everybody at all. What is shared already stays so. */
export function PublicSharing() {
  const queries = useQueryClient()
  const toast = useToast()
  const mayNot = useMayChange()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const setting = useQuery(publicSharing())
  const isBlocked = setting.data?.ServiceSetting?.SettingValue === 'Disable'
  const change = async (block: boolean) => {
    if (busy) return
    setBusy(true)
    setFailure(undefined)
    try {
      await setPublicSharing(block)
      const undo = () => void change(!block)
      toast({ tone: 'ok', title: block ? 'Public sharing is blocked' : 'Public sharing is allowed', undo })
    } catch (thrown) {
      setFailure(toFailure(thrown))
    }
    await queries.invalidateQueries({ queryKey: ['settings'] })
    setBusy(false)
  }
  return (
    <section aria-labelledby="public-sharing" className="flex flex-col gap-2 border-t border-line pt-4">
      <h2 id="public-sharing" className="text-section font-semibold">
        Public sharing
      </h2>
      <Switch
        label="Block sharing with everybody, for all documents of this account"
        checked={isBlocked}
        disabled={busy || mayNot !== undefined || setting.data === undefined}
        onChange={(block) => void change(block)}
        help={mayNot ?? 'Documents that are public already stay so until their sharing is ended.'}
      />
      {failure || setting.error ? (
        <ErrorState compact failure={failure ?? toFailure(setting.error)} title="The setting was not read or changed" />
      ) : null}
    </section>
  )
}
