import type { MenuItem } from '#components/ui/menu'
import { fixedReason, keyName, ownKeyReason } from './key-words'
import { keyCall, type KeySummary } from './own-operations'
import type { useKeyChange } from './use-key-change'

export type KeyDialog = 'disable' | 'delete' | 'alias'

export interface KeyActing {
  change: ReturnType<typeof useKeyChange>['change']
  ask: (key: KeySummary, dialog: KeyDialog) => void
  /** Why this person may change nothing. */
  blocked: string | undefined
}

/** What can be done with a key: those things at once that can be taken back. */
export function keyActions(key: KeySummary, { change, ask, blocked }: KeyActing): MenuItem[] {
  const { KeyId, KeyState } = key
  const disabledReason = blocked ?? fixedReason(key)
  const isEnabled = KeyState === 'Enabled'
  const needsEnabled = disabledReason ?? (isEnabled ? undefined : 'It is disabled: enable it first.')
  const once = (operation: Parameters<typeof keyCall>[0], title: string, back?: Parameters<typeof keyCall>[0]) => () =>
    change({ call: keyCall(operation, { KeyId }), title, ...(back ? { back: keyCall(back, { KeyId }) } : {}) })
  return [
    { id: 'alias', label: 'Add alias', disabledReason, run: () => ask(key, 'alias') },
    {
      id: 'rotate',
      label: 'Rotate now',
      disabledReason: needsEnabled,
      run: once('RotateKeyOnDemand', `${keyName(key)} seals with a new version now`),
    },
    key.RotationEnabled
      ? {
          id: 'rotation',
          label: 'Turn rotation off',
          disabledReason: needsEnabled,
          run: once('DisableKeyRotation', `${keyName(key)} rotates no more by itself`, 'EnableKeyRotation'),
        }
      : {
          id: 'rotation',
          label: 'Turn rotation on',
          disabledReason: needsEnabled,
          run: once('EnableKeyRotation', `${keyName(key)} rotates every 365 days`, 'DisableKeyRotation'),
        },
    isEnabled || key.KeyState === 'PendingDeletion'
      ? { id: 'disable', label: 'Disable', danger: true, separated: true, disabledReason, run: () => ask(key, 'disable') }
      : { id: 'enable', label: 'Enable', separated: true, disabledReason, run: once('EnableKey', `${keyName(key)} is enabled`) },
    KeyState === 'PendingDeletion'
      ? {
          id: 'cancel',
          label: 'Cancel deletion',
          disabledReason: blocked ?? (key.KeyManager === 'AWS' ? ownKeyReason : undefined),
          run: once('CancelKeyDeletion', `${keyName(key)} stays, disabled: enable it to use it`),
        }
      : { id: 'delete', label: 'Schedule deletion', danger: true, disabledReason, run: () => ask(key, 'delete') },
  ]
}
