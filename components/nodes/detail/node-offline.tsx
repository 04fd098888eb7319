'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Unplug } from 'lucide-react'
import { Link } from '#components/ui/link'
import { CopyButton } from '#components/ui/copy-button'
import { RelativeTime } from '#components/ui/relative-time'
import { isFinal } from '#queries/ui/status'
import type { NodeDetail } from '../managed-node'
import { nodeInvocations } from '../queries'

const serviceOf = (node: NodeDetail) => (node.AgentName === 'amazon-ssm-agent' ? 'amazon-ssm-agent' : 'quarterdeck-agent')

/** For a node that is away: since when, what waits for it, and how to get it back. */
export function NodeOffline({ node }: { node: NodeDetail }) {
  const { data } = useInfiniteQuery(nodeInvocations(node.NodeId))
  const queued = data?.pages[0]?.CommandInvocations?.filter((run) => !isFinal(run.Status)) ?? []
  const never = node.AgentVersion === undefined
  const command = `sudo systemctl restart ${serviceOf(node)} && sudo journalctl -u ${serviceOf(node)} -n 30 --no-pager`
  return (
    <section aria-label="Connection" className="flex flex-col gap-2 rounded-card border border-line bg-warn-soft p-4 text-body">
      <p className="flex items-start gap-2">
        <Unplug aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-warn" />
        <span>
          {never ? (
            <>
              Registered <RelativeTime at={node.RegisteredAt} />, but its agent has not called yet.
            </>
          ) : (
            <>
              Not connected. Last heard <RelativeTime at={node.LastSeen} />; the facts here are that old.
            </>
          )}{' '}
          {queued.length === 0 ? (
            'Nothing is queued for it.'
          ) : (
            <Link href={`/nodes/${node.NodeId}/commands`} className="rounded-control text-accent underline">
              {queued.length === 1 ? '1 command is' : `${queued.length} commands are`} queued for it.
            </Link>
          )}
        </span>
      </p>
      <p className="text-text-2">If the machine is up, start its agent there and read what it says:</p>
      <div className="flex items-start gap-1 rounded-control border border-line bg-surface py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 py-1 text-meta break-words">{command}</code>
        <CopyButton text={command} label="Copy command" />
      </div>
    </section>
  )
}
