'use client'
import { ChevronDown, RotateCcw } from 'lucide-react'
import { buttonClass } from '#queries/ui/button-class'
import { Button } from '#components/ui/button'
import { Menu, type MenuItem } from '#components/ui/menu'
import { countToRerun, rerunHref } from '../new/rerun'
import type { DetailCounts } from '../run-progress'
import { useMayChange } from '#queries/shell/session'
import { nodesText } from '#queries/ui/number-text'

export interface RunAgainProps {
  commandId: string
  counts: DetailCounts
}

/** Always opens the form with the values of this run; nothing is sent by choosing here. */
export function RunAgain({ commandId, counts }: RunAgainProps) {
  const blocked = useMayChange()
  const failed = countToRerun('failed', counts)
  const notRun = countToRerun('not-run', counts)
  const both: MenuItem[] =
    failed > 0 && notRun > 0
      ? [
          {
            id: 'unsuccessful',
            label: `On ${nodesText(failed + notRun)} that failed or did not run it`,
            href: rerunHref(commandId, 'unsuccessful'),
          },
        ]
      : []
  const items: MenuItem[] = [
    { id: 'all', label: 'On all targets', href: rerunHref(commandId, 'all') },
    {
      id: 'failed',
      label: `On ${nodesText(failed)} that failed`,
      href: rerunHref(commandId, 'failed'),
      disabledReason: failed === 0 ? 'No node failed' : undefined,
    },
    {
      id: 'not-run',
      label: `On ${nodesText(notRun)} that did not run it`,
      href: rerunHref(commandId, 'not-run'),
      disabledReason: notRun === 0 ? 'It ran on every node it was sent to' : undefined,
    },
    ...both,
    { id: 'edit', label: 'Edit first', keyHint: 'r', href: rerunHref(commandId, 'edit'), separated: true },
  ]
  const icon = <RotateCcw aria-hidden size={16} strokeWidth={1.75} />
  if (blocked)
    return (
      <Button variant="primary" icon={icon} disabledReason={blocked}>
        Run again
      </Button>
    )
  return (
    <Menu
      label="Run again"
      items={items}
      trigger={
        <button type="button" className={buttonClass('primary')}>
          {icon}
          Run again
          <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
        </button>
      }
    />
  )
}
