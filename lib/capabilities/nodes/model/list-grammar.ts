import { ApiError } from '#lib/vocabulary/api-error'
import {
  duplicateSigns,
  type DuplicateSign,
  type NodeCondition,
  type NodeField,
  type NodeTimeField,
  type TextTest,
} from './condition'
import { isAgentVersion } from './instance-information'

/**
 * The console's grammar, as it stands in its URLs: a filter is `field:operator:value`, the values of `in` are separated by
 * commas, and every value is percent-encoded; a sort is `field` or `-field`.
 */
const textFields = {
  id: 'id',
  name: 'shownName',
  status: 'pingStatus',
  platformType: 'platformType',
  platform: 'platformName',
  platformVersion: 'platformVersion',
  agentName: 'agentName',
  agent: 'agentVersion',
  agentUser: 'agentUser',
  ip: 'ipAddress',
  hostName: 'computerName',
  activation: 'activationId',
  role: 'iamRole',
} as const satisfies { readonly [field: string]: NodeField }

const timeFields = {
  lastSeen: 'lastPingAt',
  registered: 'registeredAt',
  statusSince: 'pingStatusSince',
} as const satisfies { readonly [field: string]: NodeTimeField }

export type SortKey = { field: NodeField | NodeTimeField; isDescending: boolean }

export function parseListFilter(text: string): NodeCondition {
  const [field = '', operator = '', ...rest] = text.split(':')
  const filter: RawFilter = { text, operator, value: rest.join(':') }
  if (field.startsWith('tag.')) return { kind: 'tag', key: decoded(field.slice(4), text), test: textTest(filter) }
  if (field === 'tagKey') return { kind: 'tagKey', keys: valuesOf(filter) }
  if (field === 'search') return searchCondition(filter)
  if (field === 'tags') return { kind: 'tagged', is: isWanted(filter) }
  if (field === 'duplicate') return duplicateCondition(filter)
  if (field === 'connected') return { kind: 'connected', is: (filter.value === 'true') === (operator !== 'not') }
  const known = textField(field)
  if (known) return { kind: 'field', field: known, test: checkedTest(known, filter) }
  const time = timeField(field)
  if (time) return { kind: 'time', field: time, test: timeTest(filter) }
  throw invalid(`${field} is not a field of nodes`, text)
}

/** The field that a condition is about, so that a facet can leave its own filter out. */
export function isAbout(condition: NodeCondition, field: NodeField): boolean {
  return condition.kind === 'field' && condition.field === field
}

export function parseSort(text: string): readonly SortKey[] {
  const keys = text.split(',').filter((part) => part !== '')
  return keys.map((key) => {
    const name = key.replace(/^-/, '')
    const field = textField(name) ?? timeField(name)
    if (!field) throw new ApiError('InvalidFilter', `Nodes cannot be sorted by ${name}.`)
    return { field, isDescending: key.startsWith('-') }
  })
}

interface RawFilter {
  text: string
  operator: string
  value: string
}

/** `tags:exists:false`: nodes without any. */
function isWanted({ operator, value, text }: RawFilter): boolean {
  if (operator !== 'exists') throw invalid('It takes exists', text)
  return value !== 'false'
}

/** `search:contains:text`: what the search box of the list does with each of its words. */
function searchCondition({ operator, value, text }: RawFilter): NodeCondition {
  if (operator !== 'contains') throw invalid('It takes contains', text)
  return { kind: 'search', text: decoded(value, text) }
}

/** `duplicate:exists`, or by one sign: `duplicate:is:hostName`. */
function duplicateCondition(filter: RawFilter): NodeCondition {
  if (filter.operator === 'exists') return { kind: 'duplicate', of: duplicateSigns, is: isWanted(filter) }
  const { operator } = filter
  if (operator !== 'is' && operator !== 'in' && operator !== 'not') throw invalid('It takes exists, is, in and not', filter.text)
  const of = valuesOf(filter).map((value): DuplicateSign => {
    const sign = duplicateSigns.find((known) => known === value)
    if (sign) return sign
    throw invalid(`A duplicate is told by ${duplicateSigns.join(', ')}`, filter.text)
  })
  return { kind: 'duplicate', of, is: operator !== 'not' }
}

function textField(name: string): NodeField | undefined {
  return Object.hasOwn(textFields, name) ? textFields[name as keyof typeof textFields] : undefined
}

function timeField(name: string): NodeTimeField | undefined {
  return Object.hasOwn(timeFields, name) ? timeFields[name as keyof typeof timeFields] : undefined
}

function checkedTest(field: NodeField, filter: RawFilter): TextTest {
  const test = textTest(filter)
  const isOrder = test.operator === 'lt' || test.operator === 'gt'
  if (isOrder && field === 'agentVersion' && !isAgentVersion(test.values[0]))
    throw invalid('It compares with a full version', filter.text)
  return test
}

function textTest(filter: RawFilter): TextTest {
  const { operator, text } = filter
  switch (operator) {
    case 'is':
    case 'in':
      return { operator: 'in', values: valuesOf(filter) }
    case 'not':
      return { operator: 'notIn', values: valuesOf(filter) }
    case 'begins':
    case 'contains':
      return { operator, values: valuesOf(filter) }
    case 'lt':
    case 'gt':
      return { operator, values: [decoded(filter.value, text)] }
    case 'exists':
      return { operator: 'exists', is: filter.value !== 'false' }
    default:
      throw invalid(`${operator} is not an operator`, text)
  }
}

function timeTest({ operator, value, text }: RawFilter): { operator: 'lt' | 'gt'; at: Date } {
  if (operator !== 'lt' && operator !== 'gt') throw invalid('Times take lt and gt', text)
  const at = new Date(decoded(value, text))
  if (Number.isNaN(at.getTime())) throw invalid('It is not a time', text)
  return { operator, at }
}

function valuesOf({ value, text }: RawFilter): readonly string[] {
  return value.split(',').map((part) => decoded(part, text))
}

function decoded(value: string, text: string): string {
  try {
    const plain = decodeURIComponent(value)
    // Postgres has no NUL in text.
    if (!plain.includes('\0')) return plain
  } catch {
    // The same answer as for NUL.
  }
  throw invalid('A value is not percent-encoded text', text)
}

function invalid(problem: string, text: string): ApiError {
  return new ApiError('InvalidFilter', `${problem}: ${text}`)
}
