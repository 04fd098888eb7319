import type { InputOf } from '#lib/api/browser'
import { call, quarterdeck, ssm } from '#lib/api/browser'
import { ownPages, ownQuery, ssmQuery } from '#queries/shell/ssm-query'
import { queryOptions } from '@tanstack/react-query'
import type { Answer, ChangeInput, ParameterRow, Revealed } from './own-operations'

const pageSize = 50
const longestValue = 8192

export type RowFilters = Pick<InputOf<'DescribeParameters'>, 'ParameterFilters'>

export function rowPages(input: RowFilters) {
  return ownPages<Answer<'ListParameterRows'>>('parameters', 'ListParameterRows', { ...input, MaxResults: pageSize })
}

/** The whole list with whole values, page by page, for exports. */
export async function* allRowPages(input: RowFilters): AsyncGenerator<ParameterRow[]> {
  let NextToken: string | undefined
  do {
    const asked = { ...input, MaxResults: pageSize, MaxValueLength: longestValue, ...(NextToken ? { NextToken } : {}) }
    const page = await quarterdeck<Answer<'ListParameterRows'>>('ListParameterRows', asked)
    yield page.Parameters
    NextToken = page.NextToken || undefined
  } while (NextToken)
}

export function namedFilter(name: string): RowFilters {
  return { ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values: [name] }] }
}

/** One parameter, with its value unless that is a secret; an empty list when there is none. */
export function parameterRow(name: string) {
  return ownQuery<Answer<'ListParameterRows'>>('parameters', 'ListParameterRows', {
    ...namedFilter(name),
    MaxValueLength: longestValue,
  })
}

export function pathPages(Path: string) {
  return ownPages<Answer<'ListParameterPaths'>>('parameters', 'ListParameterPaths', { Path })
}

export function versionPages(Name: string) {
  return ownPages<Answer<'ListParameterVersions'>>('parameters', 'ListParameterVersions', { Name })
}

export function usePages(Name: string) {
  return ownPages<Answer<'ListParameterUses'>>('parameters', 'ListParameterUses', { Name })
}

/** The same of a name that has no parameter any more. */
export function brokenUsePages(Name: string) {
  return ownPages<Answer<'ListBrokenParameterUses'>>('parameters', 'ListBrokenParameterUses', { Name })
}

/** For clear types alone: of a secret this is its ciphertext. */
export function versionValue(name: string, version: number) {
  return ssmQuery('parameters', 'GetParameter', { Name: `${name}:${version}` })
}

/** Of a parameter tags are the one thing that lists do not show. */
export function parameterTags(ResourceId: string) {
  return ssmQuery('parameters', 'ListTagsForResource', { ResourceType: 'Parameter', ResourceId })
}

export interface KeyAlias {
  AliasName?: string
  TargetKeyId?: string
}

/** Keys by the names that people gave them. */
export function keyAliases() {
  return queryOptions({
    queryKey: ['keys', 'ListAliases', {}] as const,
    queryFn: ({ signal }) =>
      call({ service: 'kms', operation: 'ListAliases', input: { Limit: 100 } }, { signal }) as Promise<{ Aliases?: KeyAlias[] }>,
  })
}

/** Not a query: what is revealed is kept by nobody but the part that shows it. */
export function reveal(Name: string, { version, reason }: { version: number; reason: string }): Promise<Revealed> {
  const why = reason.trim()
  return quarterdeck('RevealParameter', { Name, Version: version, ...(why === '' ? {} : { Reason: why }) })
}

/** `Type` lets the list of calls know that the value is a secret. */
export function changeParameter(input: ChangeInput): Promise<Answer<'ChangeParameter'>> {
  return quarterdeck('ChangeParameter', input)
}

export async function fetchValue(Name: string): Promise<string> {
  return (await ssm('GetParameter', { Name })).Parameter?.Value ?? ''
}
