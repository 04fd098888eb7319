import { ApiError } from '#lib/vocabulary/api-error'

/** What ListNodesSummary counts by. An aggregator comes with those inside it; a path is the attributes of one count, outer first. */
const attributes = ['AgentVersion', 'PlatformName', 'PlatformType', 'PlatformVersion', 'Region', 'ResourceType'] as const
export type SummaryAttribute = (typeof attributes)[number]

export function parseAttribute(text: string): SummaryAttribute {
  const attribute = attributes.find((name) => name === text)
  if (attribute) return attribute
  throw invalid(`Nodes cannot be counted by ${text}.`)
}

export interface Aggregator {
  attribute: SummaryAttribute
  inner: readonly Aggregator[]
}

const mostAttributes = 2

export function parseAggregators(aggregators: readonly Aggregator[]): readonly (readonly SummaryAttribute[])[] {
  const paths = aggregators.flatMap((aggregator) => pathsOf(aggregator, []))
  for (const path of paths) {
    if (path.length > mostAttributes) throw invalid(`At most ${mostAttributes} attributes can be nested.`)
    if (new Set(path).size < path.length) throw invalid('An attribute cannot be nested in itself.')
  }
  return paths
}

function pathsOf(aggregator: Aggregator, outer: readonly SummaryAttribute[]): readonly (readonly SummaryAttribute[])[] {
  const path = [...outer, aggregator.attribute]
  if (aggregator.inner.length === 0) return [path]
  return aggregator.inner.flatMap((inner) => pathsOf(inner, path))
}

function invalid(message: string): ApiError {
  return new ApiError('InvalidAggregatorException', message)
}
