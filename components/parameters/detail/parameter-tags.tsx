'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { TagList } from '#components/shell/tags/tag-list'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { changeTags } from '#queries/shell/tags/change-tags'
import type { TagChange } from '#queries/shell/tags/tag-edit'
import { toFailure } from '#queries/ui/failure'
import { formatFilter } from '#queries/ui/filter-grammar'
import { parameterTags } from '../queries'

export function ParameterTags({ name }: { name: string }) {
  const queries = useQueryClient()
  const { data, error, refetch } = useQuery(parameterTags(name))
  if (error) return <ErrorState failure={toFailure(error)} title="The tags did not load" onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={3} />
  const onChange = async (change: TagChange) => {
    await changeTags('Parameter', name, change)
    await queries.invalidateQueries({ queryKey: ['parameters'] })
  }
  return (
    <TagList
      tags={Object.fromEntries((data.TagList ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))}
      readOnly={false}
      onChange={onChange}
      alike={(key, value) => ({ href: alikeHref(key, value), label: 'Parameters like this' })}
      empty={
        <EmptyState
          kind="first-use"
          title="No tags"
          text="Tags say whose it is and what it is for: the list is filtered by them."
        />
      }
    />
  )
}

function alikeHref(key: string, value: string): string {
  const filter = formatFilter({ field: `tag.${key}`, op: value === '' ? 'exists' : 'is', values: value === '' ? [] : [value] })
  return `/parameters?${new URLSearchParams({ f: filter })}`
}
