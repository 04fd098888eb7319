'use client'
import { X } from 'lucide-react'
import { Badge } from '#components/ui/badge'
import { Button } from '#components/ui/button'
import { Facts } from '#components/ui/facts'
import { IconButton } from '#components/ui/icon-button'
import { RelativeTime } from '#components/ui/relative-time'
import { StatusBadge } from '#components/ui/status-badge'
import { type KeyActing, keyActions } from './key-actions'
import type { KeyRow } from './key-columns'
import { countText, fixedReason, rotationText } from './key-words'
import { keyCall } from './own-operations'
import { UnreadableList } from './unreadable-list'

/** A key beside the list: its names, its rotation, and what it seals. */
export function KeyPeek({ row: key, acting }: { row: KeyRow; acting: KeyActing }) {
  const fixed = acting.blocked ?? fixedReason(key)
  const removeAlias = (AliasName: string) =>
    acting.change({
      call: keyCall('DeleteAlias', { AliasName }),
      title: `${AliasName} names no key any more`,
      back: keyCall('CreateAlias', { AliasName, TargetKeyId: key.KeyId }),
    })
  return (
    <div className="flex flex-col gap-5 text-body">
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap items-center gap-x-2">
          <StatusBadge look="soft" kind="key" value={key.KeyState} />
          {key.DeletionDate === undefined ? null : (
            <span className="text-text-2">
              Deleted for ever <RelativeTime at={key.DeletionDate} />
            </span>
          )}
        </p>
        {key.Description === '' ? null : <p className="break-words text-text-2">{key.Description}</p>}
        <div className="flex flex-wrap gap-2">
          {keyActions(key, acting).map(({ id, label, danger, disabledReason, run }) => (
            <Button key={id} variant={danger ? 'ghost' : 'secondary'} disabledReason={disabledReason} onClick={run}>
              {label}
            </Button>
          ))}
        </div>
      </div>
      <section aria-labelledby="key-aliases" className="flex flex-col gap-1">
        <h2 id="key-aliases" className="text-form font-semibold">
          Aliases
        </h2>
        {key.Aliases.length === 0 ? <p className="text-text-3">None: parameters name this key by its id.</p> : null}
        <ul className="flex flex-col">
          {key.Aliases.map((alias) => (
            <li key={alias} className="flex min-h-8 items-center gap-2">
              <code className="min-w-0 flex-1 break-all">{alias}</code>
              {fixed === undefined ? (
                <IconButton
                  label={`Remove ${alias}`}
                  icon={<X aria-hidden size={16} strokeWidth={1.75} />}
                  onClick={() => removeAlias(alias)}
                />
              ) : null}
            </li>
          ))}
        </ul>
      </section>
      <Facts
        facts={[
          { label: 'Key id', value: <code className="break-all">{key.KeyId}</code>, copy: key.KeyId },
          { label: 'ARN', value: <code className="break-all">{key.Arn}</code>, copy: key.Arn },
          { label: 'Rotation', value: rotationText(key) },
          {
            label: 'Next rotation',
            value: key.NextRotationDate === undefined ? undefined : <RelativeTime at={key.NextRotationDate} />,
          },
          { label: 'Versions', value: String(key.Versions) },
          { label: 'Created', value: <RelativeTime at={key.CreationDate} /> },
          { label: 'Created by', value: key.CreatedBy },
        ]}
      />
      {key.Tags.length === 0 ? null : (
        <section aria-label="Tags" className="flex flex-wrap gap-1">
          {key.Tags.map(({ TagKey, TagValue }) => (
            <Badge key={TagKey}>{TagValue === '' ? TagKey : `${TagKey}=${TagValue}`}</Badge>
          ))}
        </section>
      )}
      <section aria-labelledby="key-sealed" className="flex flex-col gap-2">
        <h2 id="key-sealed" className="text-form font-semibold">
          Seals {key.use ? countText(key.use.Parameters, 'parameter') : ''}
        </h2>
        <UnreadableList keyId={key.KeyId} empty="No parameter is sealed by this key." />
      </section>
    </div>
  )
}
