import { ApiError } from '#lib/vocabulary/api-error'
import { type NodeCondition, never, type TextTest } from './condition'
import { instanceCondition } from './instance-filters'
import { isAgentVersion } from './instance-information'

/** Filters of DescribeInstanceProperties: the keys of DescribeInstanceInformation, some with an operator. */
export interface PropertyFilter {
  key: string
  values: readonly string[]
  operator: string
}

export function parsePropertyFilters(filters: readonly PropertyFilter[]): readonly NodeCondition[] {
  return filters.map(propertyCondition)
}

function propertyCondition(filter: PropertyFilter): NodeCondition {
  // No document is associated with a node here before State Manager is.
  if (filter.key === 'DocumentName') return never
  const equal = equalCondition(filter)
  if (filter.operator === 'Equal') return equal
  if (equal.kind === 'constant' && filter.operator === 'NotEqual') return { kind: 'constant', is: !equal.is }
  if (equal.kind !== 'field') throw unsuitable(filter)
  return { ...equal, test: testOf(filter) }
}

function equalCondition(filter: PropertyFilter): NodeCondition {
  const isExact = filter.operator === 'Equal' || filter.operator === 'NotEqual'
  if (!isExact && !comparable.has(filter.key)) throw unsuitable(filter)
  return instanceCondition(filter, 'InvalidInstancePropertyFilterValue')
}

const comparable = new Set(['AgentVersion', 'ActivationIds', 'IamRole', 'AssociationStatus'])

function testOf(filter: PropertyFilter): TextTest {
  const { values, operator } = filter
  switch (operator) {
    case 'NotEqual':
      return { operator: 'notIn', values }
    case 'BeginWith':
      return { operator: 'begins', values }
    case 'LessThan':
    case 'GreaterThan':
      return { operator: operator === 'LessThan' ? 'lt' : 'gt', values: [onlyVersion(filter)] }
    default:
      throw unsuitable(filter)
  }
}

function onlyVersion(filter: PropertyFilter): string {
  const [version] = filter.values
  if (filter.key === 'AgentVersion' && filter.values.length === 1 && version && isAgentVersion(version)) return version
  throw unsuitable(filter)
}

function unsuitable(filter: PropertyFilter): ApiError {
  return new ApiError(
    'InvalidInstancePropertyFilterValue',
    `${filter.operator} does not suit the filter ${filter.key} with these values.`,
  )
}
