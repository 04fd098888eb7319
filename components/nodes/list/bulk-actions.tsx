'use client'
import { Tags, Terminal, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Button } from '#components/ui/button'
import type { Failure } from '#queries/ui/failure'
import type { CommandTargets } from '../command-link'
import { commandHref } from '../command-link'

export interface BulkActionsProps {
  targets: CommandTargets
  /** Why this person may not change things. */
  blocked: string | undefined
  /** Everything that matches is being looked up. */
  busy: boolean
  failure: Failure | undefined
  onTags: () => void
  onDeregister: () => void
}

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

export function BulkActions({ targets, blocked, busy, failure, onTags, onDeregister }: BulkActionsProps) {
  const router = useRouter()
  const run = () => targets.kind === 'targets' && router.push(commandHref(targets.text))
  return (
    <>
      <Button
        icon={<Terminal {...icon} />}
        keyHint="r"
        disabledReason={blocked ?? (targets.kind === 'impossible' ? targets.reason : undefined)}
        onClick={run}
      >
        Run command
      </Button>
      <Button icon={<Tags {...icon} />} busy={busy} disabledReason={blocked} onClick={onTags}>
        Edit tags
      </Button>
      <Button icon={<Trash2 {...icon} />} busy={busy} disabledReason={blocked} onClick={onDeregister}>
        Deregister
      </Button>
      {failure ? (
        <span role="alert" className="truncate text-bad" title={failure.message}>
          Not looked up: {failure.message}
        </span>
      ) : null}
    </>
  )
}
