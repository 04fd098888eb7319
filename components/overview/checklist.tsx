'use client'
import { CircleCheck, CircleDashed } from 'lucide-react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { nextStep } from '#queries/shell/set-up/progress'
import { useMayChange, useSession } from '#queries/shell/session'
import { ButtonLink } from '#components/ui/button'
import { accessKeys, fleetCounts, installation, recentCommands } from './queries'
import { Tile } from './tile'

/** The first steps of a new installation; it goes away once they are done. */
export function Checklist() {
  const blocked = useMayChange()
  const fleet = useQuery(fleetCounts())
  const commands = useQuery(recentCommands())
  const keys = useQuery(accessKeys())
  const isOwner = useSession()?.user.role === 'owner'
  const setUp = useQuery({ ...installation(), enabled: isOwner })
  if (fleet.isPending || commands.isPending || (isOwner && setUp.isPending)) return null
  const hasNode = (fleet.data?.FleetTotal ?? 0) > 0
  const hasRun = (commands.data?.Commands ?? []).length > 0
  const hasKey = (keys.data?.AccessKeys ?? []).some((key) => key.LastUsedDate !== undefined)
  const left = isOwner && setUp.data ? nextStep(setUp.data.Installation) : undefined
  if (hasNode && hasRun && left === undefined) return null
  return (
    <Tile title="First steps" answered>
      <ol className="-my-2 flex flex-col">
        <Step done={hasNode} title="Add a node" text="One line on a machine makes it a managed node.">
          <ButtonLink href="/nodes/add" disabledReason={blocked} variant={hasNode ? 'secondary' : 'primary'}>
            Add nodes
          </ButtonLink>
        </Step>
        <Step done={hasRun} title="Run a command" text="On one node or on all of them, with the output as it is printed.">
          <ButtonLink href="/commands/new" disabledReason={blocked} variant={hasNode && !hasRun ? 'primary' : 'secondary'}>
            Run command
          </ButtonLink>
        </Step>
        {isOwner && setUp.data ? (
          <Step
            done={left === undefined}
            title="Finish the set-up"
            text="A name for this installation, and its recovery key kept elsewhere."
          >
            <ButtonLink href={`/setup/${left ?? 'ready'}`} disabledReason={blocked}>
              {left === 'secrets' ? 'Save recovery key' : 'Set up'}
            </ButtonLink>
          </Step>
        ) : null}
        <Step
          done={hasKey}
          title="Use the aws CLI"
          text="The same operations answer the aws CLI, SDKs and Terraform, with an access key of yours."
        >
          <ButtonLink href="/settings/api">Set up the CLI</ButtonLink>
        </Step>
      </ol>
    </Tile>
  )
}

interface StepProps {
  done: boolean
  title: string
  text: string
  children: ReactNode
}

function Step({ done, title, text, children }: StepProps) {
  const Icon = done ? CircleCheck : CircleDashed
  return (
    <li className="flex items-center gap-3 border-b border-line py-2.5 last:border-0">
      <Icon aria-hidden size={20} strokeWidth={1.75} className={done ? 'shrink-0 text-ok' : 'shrink-0 text-text-3'} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {title}
          {done ? <span className="sr-only"> (done)</span> : null}
        </p>
        <p className="text-text-2">{text}</p>
      </div>
      {done ? null : children}
    </li>
  )
}
