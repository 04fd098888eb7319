import { ApiError } from '#lib/vocabulary/api-error'
import { always, type NodeCondition, type NodeField, never, type TextTest } from './condition'

/** Filters of ListNodes and ListNodesSummary. */
export interface NodeFilter {
  key: string
  values: readonly string[]
  type: 'Equal' | 'NotEqual' | 'BeginWith'
}

/** Where this installation is: every node here has the same. */
export interface NodePlace {
  region: string
  accountId: string
}

const fields: { readonly [key: string]: NodeField } = {
  AgentType: 'agentName',
  AgentVersion: 'agentVersion',
  ComputerName: 'computerName',
  InstanceId: 'id',
  IpAddress: 'ipAddress',
  PlatformName: 'platformName',
  PlatformType: 'platformType',
  PlatformVersion: 'platformVersion',
}

export function parseNodeFilters(filters: readonly NodeFilter[], place: NodePlace): readonly NodeCondition[] {
  return filters.map((filter) => {
    const field = Object.hasOwn(fields, filter.key) ? fields[filter.key] : undefined
    if (field) return { kind: 'field', field, test: testOf(filter) }
    if (filter.key === 'InstanceStatus') return statusCondition(filter)
    const fixed = fixedValues(filter, place)
    return fixed.some((value) => matches(filter, value)) ? always : never
  })
}

function testOf({ type, values }: NodeFilter): TextTest {
  switch (type) {
    case 'Equal':
      return { operator: 'in', values }
    case 'NotEqual':
      return { operator: 'notIn', values }
    case 'BeginWith':
      return { operator: 'begins', values }
  }
}

/** The inventory calls an online node Active. */
export const instanceStatuses = { Online: 'Active', ConnectionLost: 'ConnectionLost' } as const

function statusCondition(filter: NodeFilter): NodeCondition {
  const matching = Object.entries(instanceStatuses).filter(([, status]) => matches(filter, status))
  return { kind: 'field', field: 'pingStatus', test: { operator: 'in', values: matching.map(([ping]) => ping) } }
}

function matches({ type, values }: NodeFilter, value: string): boolean {
  switch (type) {
    case 'Equal':
      return values.includes(value)
    case 'NotEqual':
      return !values.includes(value)
    case 'BeginWith':
      return values.some((start) => value.startsWith(start))
  }
}

function fixedValues(filter: NodeFilter, place: NodePlace): readonly string[] {
  switch (filter.key) {
    case 'Region':
      return [place.region]
    case 'AccountId':
      return [place.accountId]
    case 'ResourceType':
      return ['ManagedInstance']
    case 'ManagedStatus':
      return filter.values.includes('All') ? [...filter.values] : ['Managed']
    case 'OrganizationalUnitId':
    case 'OrganizationalUnitPath':
      throw new ApiError('UnsupportedOperationException', 'Organizations are not part of this installation.')
    default:
      throw new ApiError('InvalidFilter', `${filter.key} is not a filter of this operation.`)
  }
}
