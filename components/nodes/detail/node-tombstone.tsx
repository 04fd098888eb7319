import { PowerOff } from 'lucide-react'
import { Link } from '#components/ui/link'
import { RelativeTime } from '#components/ui/relative-time'
import type { NodeDetail } from '../managed-node'

/** What is left of a deregistered node, to read only. */
export function NodeTombstone({ node }: { node: NodeDetail }) {
  return (
    <p className="mb-4 flex items-start gap-2 rounded-card border border-line bg-off-soft px-3 py-2 text-body">
      <PowerOff aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-off" />
      <span>
        Deregistered <RelativeTime at={node.DeregisteredAt} />
        {node.DeregisteredBy ? ` by ${node.DeregisteredBy}` : ''}. These are its last facts; they stay for 30 days. To bring the
        machine back,{' '}
        <Link href="/nodes/add" className="rounded-control text-accent underline">
          add it again
        </Link>
        .
      </span>
    </p>
  )
}
