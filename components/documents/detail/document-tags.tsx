'use client'
import { useQueryClient } from '@tanstack/react-query'
import { TagList } from '#components/shell/tags/tag-list'
import { EmptyState } from '#components/ui/empty-state'
import { changeTags } from '#queries/shell/tags/change-tags'
import type { TagChange } from '#queries/shell/tags/tag-edit'
import { formatFilter } from '#queries/ui/filter-grammar'
import type { DocumentDescription } from '../own-operations'

export function DocumentTags({ document }: { document: DocumentDescription }) {
  const queries = useQueryClient()
  const { Name = '', Tags = [] } = document
  const onChange = async (change: TagChange) => {
    await changeTags('Document', Name, change)
    await queries.invalidateQueries({ queryKey: ['documents'] })
  }
  return (
    <TagList
      tags={Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]))}
      readOnly={false}
      onChange={onChange}
      alike={(key, value) => ({ href: alikeHref(key, value), label: 'Documents like this' })}
      empty={
        <EmptyState
          kind="first-use"
          title="No tags"
          text="Tags say what a document is for: the library is filtered by them, and policies can ask for them."
        />
      }
    />
  )
}

function alikeHref(key: string, value: string): string {
  const filter = formatFilter({ field: `tag.${key}`, op: value === '' ? 'exists' : 'is', values: value === '' ? [] : [value] })
  return `/documents?${new URLSearchParams({ f: filter })}`
}
