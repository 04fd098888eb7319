import { ApiError } from '#lib/vocabulary/api-error'
import { isPingStatus, isInstanceIdForm, isPlatformType } from './node'
import { always, type NodeCondition, type NodeField, never, oneOf } from './condition'

/** Filters of DescribeInstanceInformation, both the old form (`key`, `valueSet`) and the new one. */
export interface InstanceFilter {
  key: string
  values: readonly string[]
}

const plainFields: { readonly [key: string]: NodeField } = {
  AgentVersion: 'agentVersion',
  ActivationIds: 'activationId',
  IamRole: 'iamRole',
  AssociationStatus: 'associationStatus',
}

export function parseInstanceFilters(filters: readonly InstanceFilter[]): readonly NodeCondition[] {
  const tagged = filters.filter((filter) => isTagKey(filter.key))
  if (tagged.length > 0 && tagged.length < filters.length) {
    throw new ApiError('InvalidFilterKey', 'Tag filters cannot be combined with other filters.')
  }
  return filters.map((filter) => instanceCondition(filter))
}

function isTagKey(key: string): boolean {
  return key === 'tag-key' || key.startsWith('tag:')
}

/** Shared with DescribeInstanceProperties, whose keys are the same. */
export function instanceCondition(filter: InstanceFilter, wrongValue = 'InvalidInstanceInformationFilterValue'): NodeCondition {
  const { key, values } = filter
  const field = Object.hasOwn(plainFields, key) ? plainFields[key] : undefined
  if (field) return oneOf(field, values)
  if (key.startsWith('tag:') && key.length > 4) return { kind: 'tag', key: key.slice(4), test: { operator: 'in', values } }
  switch (key) {
    case 'tag-key':
      return { kind: 'tagKey', keys: values }
    case 'InstanceIds':
      for (const id of values)
        if (!isInstanceIdForm(id)) throw new ApiError('InvalidInstanceId', `${id} is not the id of a node.`)
      return oneOf('id', values)
    // The source of a node here is the node itself.
    case 'SourceIds':
      return oneOf('id', values)
    case 'SourceTypes':
      return checked(filter, wrongValue, (value) => sourceTypes.includes(value)).includes(ourSourceType) ? always : never
    case 'PingStatus':
      return oneOf(
        'pingStatus',
        checked(filter, wrongValue, (value) => isPingStatus(value) || value === 'Inactive'),
      )
    case 'PlatformTypes':
      return oneOf('platformType', checked(filter, wrongValue, isPlatformType))
    case 'ResourceType':
      return checked(filter, wrongValue, (value) => resourceTypes.includes(value)).includes('ManagedInstance') ? always : never
    default:
      throw new ApiError('InvalidFilterKey', `${key} is not a filter of this operation.`)
  }
}

const ourSourceType = 'AWS::SSM::ManagedInstance'
const sourceTypes = [ourSourceType, 'AWS::EC2::Instance', 'AWS::IoT::Thing']
const resourceTypes = ['ManagedInstance', 'EC2Instance']

function checked(filter: InstanceFilter, wrongValue: string, isValue: (text: string) => boolean): readonly string[] {
  const wrong = filter.values.find((value) => !isValue(value))
  if (wrong === undefined) return filter.values
  throw new ApiError(wrongValue, `${wrong} is not a value of the filter ${filter.key}.`)
}
