'use client'
import type { ReactNode } from 'react'
import { Facts } from '#components/ui/facts'
import type { NodeDetail } from '../managed-node'
import { nodeFacts } from '../node-facts'
import { ConnectionHistory } from './connection-history'
import { NodeOffline } from './node-offline'
import { QuickRun } from './quick-run'

export function NodeOverview({ node }: { node: NodeDetail }) {
  const gone = node.State === 'deregistered'
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {gone || node.PingStatus === 'Online' ? null : <NodeOffline node={node} />}
        {gone ? null : <QuickRun node={node} />}
        <Panel title="Connection history">
          <ConnectionHistory history={node.History} />
        </Panel>
      </div>
      <Panel title={gone || node.PingStatus !== 'Online' ? 'Last facts' : 'Facts'}>
        <Facts facts={nodeFacts(node)} />
      </Panel>
    </div>
  )
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2 rounded-card border border-line bg-surface p-4">
      <h2 className="text-section font-semibold">{title}</h2>
      {children}
    </section>
  )
}
