'use client'
import { useQueryClient } from '@tanstack/react-query'
import { TagList } from '#components/shell/tags/tag-list'
import { EmptyState } from '#components/ui/empty-state'
import type { NodeDetail } from '../managed-node'
import { changeTags } from '../node-changes'
import { nodesHref, valueFilter } from '../node-filters'

export interface NodeTagsProps {
  node: NodeDetail
  readOnly: boolean
}

export function NodeTags({ node, readOnly }: NodeTagsProps) {
  const queries = useQueryClient()
  return (
    <TagList
      tags={node.Tags}
      readOnly={readOnly}
      onChange={async (change) => {
        await changeTags(node.NodeId, change)
        await queries.invalidateQueries({ queryKey: ['nodes'] })
      }}
      alike={(key, value) => ({ href: nodesHref([tagFilter(key, value)]), label: 'Nodes like this' })}
      empty={
        <EmptyState
          kind="first-use"
          title="No tags"
          text="Tags say what a node is for. Commands can be sent to every node with a tag."
        />
      }
    />
  )
}

function tagFilter(key: string, value: string) {
  const field = `tag.${key}`
  return value === '' ? { field, op: 'exists' as const, values: [] } : valueFilter(field, value)
}
