'use client'
import { CirclePlus, Terminal } from 'lucide-react'
import { useTopics } from '#components/shell/live/live-provider'
import { useMayChange } from '#queries/shell/session'
import { Page } from '#components/shell/page'
import { ButtonLink } from '#components/ui/button'
import { AttentionTile } from './attention-tile'
import { Checklist } from './checklist'
import { RecentTile, RunningTile } from './commands-tiles'
import { FleetTile } from './fleet-tile'

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

/** Is the fleet healthy, what needs me, what runs. */
export function OverviewScreen() {
  useTopics(['nodes', 'commands', 'access-keys', 'console'])
  const blocked = useMayChange()
  return (
    <Page
      title="Overview"
      actions={
        <>
          <ButtonLink href="/nodes/add" disabledReason={blocked} icon={<CirclePlus {...icon} />}>
            Add nodes
          </ButtonLink>
          <ButtonLink href="/commands/new" variant="primary" disabledReason={blocked} icon={<Terminal {...icon} />}>
            Run command
          </ButtonLink>
        </>
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="contents lg:col-span-2 lg:block lg:empty:hidden">
          <Checklist />
        </div>
        <AttentionTile />
        <FleetTile />
        <RunningTile />
        <RecentTile />
      </div>
    </Page>
  )
}
