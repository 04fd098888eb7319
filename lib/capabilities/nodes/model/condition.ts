/**
 * What every way of asking for nodes becomes: the filters of each operation and the targets of a command are parsed into these,
 * and `store/conditions.ts` is the one place that turns them into SQL. A list of conditions means all of them.
 */
export type NodeCondition =
  | { kind: 'field'; field: NodeField; test: TextTest }
  | { kind: 'time'; field: NodeTimeField; test: { operator: 'lt' | 'gt'; at: Date } }
  | { kind: 'connected'; is: boolean }
  | { kind: 'tag'; key: string; test: TextTest }
  | { kind: 'tagKey'; keys: readonly string[] }
  | { kind: 'tagged'; is: boolean }
  /** Another registered node has the same host name (in any case), machine fingerprint or address (loopback aside). */
  | { kind: 'duplicate'; of: readonly DuplicateSign[]; is: boolean }
  /** Free text in the name, id, host name or address. */
  | { kind: 'search'; text: string }
  | { kind: 'constant'; is: boolean }

export type NodeField =
  | 'id'
  | 'name'
  /** The name given, else the host name, else the id: what lists show. */
  | 'shownName'
  | 'pingStatus'
  | 'platformType'
  | 'platformName'
  | 'platformVersion'
  | 'agentName'
  | 'agentVersion'
  | 'agentUser'
  | 'ipAddress'
  | 'computerName'
  | 'activationId'
  | 'iamRole'
  | 'associationStatus'

export const duplicateSigns = ['hostName', 'machine', 'address'] as const
export type DuplicateSign = (typeof duplicateSigns)[number]

export type NodeTimeField = 'lastPingAt' | 'registeredAt' | 'pingStatusSince'

export type TextTest =
  | { operator: 'in' | 'notIn' | 'begins' | 'contains'; values: readonly string[] }
  /** Compares as a version where the field is one, else as text. */
  | { operator: 'lt' | 'gt'; values: readonly [string] }
  | { operator: 'exists'; is: boolean }

export function oneOf(field: NodeField, values: readonly string[]): NodeCondition {
  return { kind: 'field', field, test: { operator: 'in', values } }
}

export const never: NodeCondition = { kind: 'constant', is: false }
export const always: NodeCondition = { kind: 'constant', is: true }
