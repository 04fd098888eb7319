import {
  ListNodesSummaryRequest$,
  type ListNodesSummaryRequest,
  type ListNodesSummaryResult,
  type NodeAggregator,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import type { NodeCondition } from '../model/condition'
import { type Aggregator, parseAggregators, parseAttribute, type SummaryAttribute } from '../model/summary'
import { nodeConditions } from '../node-request'
import { countGroups, type SummaryField, type SummaryGroup } from '../store/summary'

const defaultPage = 50

/** The counts of one aggregator after those of the other, each in the order of its values. */
export const listNodesSummary = operation({
  name: 'ListNodesSummary',
  access: 'read',
  input: sdkShape<ListNodesSummaryRequest>(ListNodesSummaryRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<ListNodesSummaryResult> {
    const paths = parseAggregators((input.Aggregators ?? []).map(aggregatorOf))
    const limit = input.MaxResults ?? defaultPage
    const found = await collect(ctx, {
      paths,
      conditions: nodeConditions(ctx, input),
      start: startOf(input.NextToken),
      limit: limit + 1,
    })
    const key = (line: SummaryLine) => [line.path, JSON.stringify(line.values)]
    const { rows, nextToken } = pageOf('ListNodesSummary', found, { limit, key })
    return { Summary: rows.map(({ attributes }) => attributes), NextToken: nextToken }
  },
})

interface SummaryLine {
  path: number
  values: readonly string[]
  attributes: Record<string, string>
}

interface Collection {
  paths: readonly (readonly SummaryAttribute[])[]
  conditions: readonly NodeCondition[]
  start: { path: number; after: readonly string[] | undefined }
  limit: number
}

async function collect(ctx: Ctx, { paths, conditions, start, limit }: Collection): Promise<readonly SummaryLine[]> {
  const lines: SummaryLine[] = []
  for (let path = start.path; path < paths.length && lines.length < limit; path += 1) {
    const attributes = paths[path] ?? []
    const after = path === start.path ? start.after : undefined
    const fields = attributes.flatMap((attribute) => fieldOf(attribute) ?? [])
    const groups = await countGroups(ctx, { conditions, fields, after, limit: limit - lines.length })
    for (const { values, count } of groups)
      lines.push({ path, values, attributes: wireGroup(ctx, attributes, { values, count }) })
  }
  return lines
}

function fieldOf(attribute: SummaryAttribute): SummaryField | undefined {
  switch (attribute) {
    case 'AgentVersion':
      return 'agentVersion'
    case 'PlatformName':
      return 'platformName'
    case 'PlatformType':
      return 'platformType'
    case 'PlatformVersion':
      return 'platformVersion'
    case 'Region':
    case 'ResourceType':
      return undefined
  }
}

function wireGroup(ctx: Ctx, attributes: readonly SummaryAttribute[], { values, count }: SummaryGroup): Record<string, string> {
  const rest = [...values]
  const valueOf = (attribute: SummaryAttribute) => {
    if (fieldOf(attribute)) return rest.shift() ?? ''
    return attribute === 'Region' ? ctx.config.region : 'ManagedInstance'
  }
  return { ...Object.fromEntries(attributes.map((attribute) => [attribute, valueOf(attribute)])), Count: String(count) }
}

function aggregatorOf({ AttributeName, Aggregators = [] }: NodeAggregator): Aggregator {
  return { attribute: parseAttribute(AttributeName ?? 'nothing'), inner: Aggregators.map(aggregatorOf) }
}

function startOf(token: string | undefined): Collection['start'] {
  const key = decodeNextToken('ListNodesSummary', token, ['number', 'text'])
  return key ? { path: key[0], after: valuesOf(key[1]) } : { path: 0, after: undefined }
}

function valuesOf(text: string): readonly string[] {
  try {
    const values: unknown = JSON.parse(text)
    if (Array.isArray(values)) return values.map(String)
  } catch {
    // Falls through to the same answer as any other text that we did not make.
  }
  throw new ApiError('InvalidNextToken', 'The specified token is not valid.')
}
