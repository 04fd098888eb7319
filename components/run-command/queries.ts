import { queryOptions } from '@tanstack/react-query'
import { type OutputOf as OutputOfSsm, ssm } from '#lib/api/browser'
import { ownPages, ownQuery, ssmQuery } from '#queries/shell/ssm-query'
import type { OutputOf } from './own-operations'

/** All of them: the picker of the form filters as one types. */
export function commandDocuments() {
  const input = { Filters: [{ Key: 'DocumentType', Values: ['Command'] }], MaxResults: 50 }
  return queryOptions({
    queryKey: ['documents', 'ListDocuments', input, 'all'] as const,
    queryFn: async ({ signal }) => {
      const found: NonNullable<OutputOfSsm<'ListDocuments'>['DocumentIdentifiers']> = []
      let NextToken: string | undefined
      do {
        const page = await ssm('ListDocuments', { ...input, ...(NextToken ? { NextToken } : {}) }, { signal })
        found.push(...(page.DocumentIdentifiers ?? []))
        NextToken = page.NextToken || undefined
      } while (NextToken)
      return { DocumentIdentifiers: found }
    },
  })
}

export function documentContent(Name: string, DocumentVersion?: string) {
  return {
    ...ssmQuery('documents', 'GetDocument', { Name, DocumentFormat: 'JSON', ...(DocumentVersion ? { DocumentVersion } : {}) }),
    enabled: Name !== '',
    staleTime: 60_000,
  }
}

export function documentFacts(Name: string) {
  return { ...ssmQuery('documents', 'DescribeDocument', { Name }), enabled: Name !== '', staleTime: 60_000 }
}

/** Nodes to choose from; the search is the server's. */
export function nodeChoices(Query: string) {
  return ownPages<OutputOf<'ListManagedNodes'>>('nodes', 'ListManagedNodes', { Query, Sort: 'name', MaxResults: 100 })
}

/** How many nodes there are: what the size of a mistake is measured by. */
export function fleetSize() {
  return ownQuery<OutputOf<'ListManagedNodes'>>('nodes', 'ListManagedNodes', { Counts: true, MaxResults: 1 })
}
