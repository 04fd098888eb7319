import { memo } from 'react'
import { type ManagedNode, nodeName } from './managed-node'
import { nodesText, numberText } from '#queries/ui/number-text'

const shown = 5

/** What an action would touch: counts first, then a few names, then all of them. Thousands are not joined again at each key. */
export const NodeSample = memo(function NodeSample({ nodes }: { nodes: readonly ManagedNode[] }) {
  const online = nodes.filter((node) => node.PingStatus === 'Online').length
  const rest = nodes.slice(shown)
  return (
    <div className="flex flex-col gap-1">
      <p className="tabular">
        {nodesText(nodes.length)}: {numberText(online)} online, {numberText(nodes.length - online)} offline.
      </p>
      <p className="text-text-2">{nodes.slice(0, shown).map(nodeName).join(', ')}</p>
      {rest.length > 0 ? (
        <details className="text-text-2">
          <summary className="w-fit rounded-control">{numberText(rest.length)} more</summary>
          <p className="max-h-40 overflow-y-auto">{rest.map(nodeName).join(', ')}</p>
        </details>
      ) : null}
    </div>
  )
})
