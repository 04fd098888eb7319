'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Search, X } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { Button } from '#components/ui/button'
import { Checkbox } from '#components/ui/checkbox'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { StatusBadge } from '#components/ui/status-badge'
import { toFailure } from '#queries/ui/failure'
import type { ManagedNode } from '../own-operations'
import { nodeChoices } from '../queries'
import { numberText } from '#queries/ui/number-text'

export interface NodeChoiceProps {
  nodeIds: readonly string[]
  onChange: (nodeIds: readonly string[]) => void
}

/** A list with a search, to tick nodes in; what is ticked stays although the search moves on. */
export function NodeChoice({ nodeIds, onChange }: NodeChoiceProps) {
  const [text, setText] = useState('')
  const query = useDeferredValue(text.trim())
  const found = useInfiniteQuery({ ...nodeChoices(query), placeholderData: (before) => before })
  const nodes = found.data?.pages.flatMap((page) => page.Nodes) ?? []
  const chosen = new Set(nodeIds)
  const toggle = (id: string, on: boolean) => onChange(on ? [...nodeIds, id] : nodeIds.filter((other) => other !== id))
  const hidden = nodeIds.filter((id) => !nodes.some((node) => node.NodeId === id))
  return (
    <div className="flex min-w-0 flex-col rounded-card border border-line bg-surface">
      <div className="relative border-b border-line p-1.5">
        <Search aria-hidden size={14} strokeWidth={1.75} className="absolute top-1/2 left-3.5 -translate-y-1/2 text-text-3" />
        <input
          type="search"
          aria-label="Find nodes by name, id, address or tag"
          placeholder="Find nodes by name, id, address or tag"
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          className="h-7 w-full rounded-control bg-surface pr-2 pl-7 text-body"
        />
      </div>
      {found.isLoadingError ? (
        <ErrorState
          compact
          failure={toFailure(found.error)}
          title="The nodes did not load"
          onRetry={() => void found.refetch()}
        />
      ) : (
        <ul
          aria-label="Nodes"
          aria-busy={found.isFetching}
          className="@container flex max-h-72 min-h-16 flex-col overflow-y-auto p-1"
        >
          {hidden.map((id) => (
            <NodeRow key={id} id={id} name={id} chosen onToggle={toggle} />
          ))}
          {nodes.map((node) => (
            <NodeRow
              key={node.NodeId}
              id={node.NodeId}
              name={nameOf(node)}
              node={node}
              chosen={chosen.has(node.NodeId)}
              onToggle={toggle}
            />
          ))}
          {found.isPending ? <Skeleton lines={4} className="p-2" /> : null}
          {found.isSuccess && nodes.length === 0 ? (
            <li className="px-2 py-3 text-body text-text-3">
              {query === '' ? 'No node is registered yet.' : 'No node matches the search.'}
            </li>
          ) : null}
          {found.hasNextPage ? (
            <li className="p-1">
              <Button variant="ghost" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                Show more nodes
              </Button>
            </li>
          ) : null}
        </ul>
      )}
      <div className="flex h-9 items-center justify-between border-t border-line px-3 text-meta text-text-2">
        <span className="tabular" aria-live="polite">
          {nodeIds.length === 0 ? 'None chosen' : `${numberText(nodeIds.length)} chosen`}
        </span>
        {nodeIds.length > 0 ? (
          <Button variant="ghost" icon={<X aria-hidden size={14} strokeWidth={1.75} />} onClick={() => onChange([])}>
            Clear
          </Button>
        ) : null}
      </div>
    </div>
  )
}

interface NodeRowProps {
  id: string
  name: string
  node?: ManagedNode | undefined
  chosen: boolean
  onToggle: (id: string, on: boolean) => void
}

function NodeRow({ id, name, node, chosen, onToggle }: NodeRowProps) {
  return (
    <li className="flex min-h-8 items-center justify-between gap-3 rounded-control px-2 hover:bg-raised has-checked:bg-selected">
      <Checkbox
        checked={chosen}
        onChange={(on) => onToggle(id, on)}
        label={
          <span className="flex min-w-0 items-baseline gap-2">
            <span className="truncate" title={name}>
              {name}
            </span>
            {name === id ? null : <span className="hidden shrink-0 font-mono text-meta text-text-3 @md:inline">{id}</span>}
          </span>
        }
      />
      {node ? (
        <span className="flex shrink-0 items-center gap-3 text-meta">
          <span className="hidden text-text-3 @lg:inline">
            {[node.PlatformName, node.PlatformVersion].filter(Boolean).join(' ')}
          </span>
          <StatusBadge kind="node" value={node.PingStatus} quiet />
        </span>
      ) : null}
    </li>
  )
}

function nameOf(node: ManagedNode): string {
  return node.Name || node.ComputerName || node.NodeId
}
