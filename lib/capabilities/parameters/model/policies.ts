import { ApiError } from '#lib/vocabulary/api-error'
import { parseJson } from '#lib/wire/aws-json'

export type PolicyType = 'Expiration' | 'ExpirationNotification' | 'NoChangeNotification'
export type PolicyStatus = 'Pending' | 'Finished'

/** As stored: its text is given back as it came. */
export interface ParameterPolicy {
  type: PolicyType
  text: string
  /** When it is due, in epoch milliseconds; NoChangeNotification counts from the last change. */
  at: number
  status: PolicyStatus
}

const mostPolicies = 10
const units = { Days: 86_400_000, Hours: 3_600_000 } as const

interface Parsed {
  Type: PolicyType
  attributes: { readonly [name: string]: unknown }
  text: string
}

/** `undefined` leaves the present ones; `[]` and `[{}]` remove them. */
export function parsePolicies(given: string | undefined, now: Date): readonly ParameterPolicy[] | undefined {
  if (given === undefined) return undefined
  const json = parseJson(given)
  if (json.kind === 'malformed' || !Array.isArray(json.value)) {
    throw new ApiError(
      'InvalidPolicyTypeException',
      'Policies must be a JSON array of policies, each with Type, Version and Attributes.',
    )
  }
  const parsed = json.value.filter((item) => !isEmpty(item)).map(parseOne)
  if (parsed.length > mostPolicies) {
    throw new ApiError('PoliciesLimitExceededException', `A parameter can have a maximum of ${mostPolicies} policies.`)
  }
  const expirations = parsed.filter(({ Type }) => Type === 'Expiration')
  if (expirations.length > 1) {
    throw new ApiError('IncompatiblePolicyException', 'A parameter can have one Expiration policy.')
  }
  const expires = expirations[0] && timestampOf(expirations[0], now)
  return parsed.map((policy) => ({
    type: policy.Type,
    text: policy.text,
    at: dueAt(policy, { expires, now }),
    status: 'Pending',
  }))
}

const isEmpty = (item: unknown): boolean => typeof item === 'object' && item !== null && Object.keys(item).length === 0

function parseOne(item: unknown): Parsed {
  const { Type, Version, Attributes } = (typeof item === 'object' && item !== null ? item : {}) as { [name: string]: unknown }
  if (Type !== 'Expiration' && Type !== 'ExpirationNotification' && Type !== 'NoChangeNotification') {
    throw new ApiError(
      'InvalidPolicyTypeException',
      'The policy type is not supported. Parameter Store supports Expiration, ExpirationNotification and NoChangeNotification.',
    )
  }
  if (Version !== '1.0') throw invalidAttribute(Type, 'its Version must be "1.0"')
  const attributes = (typeof Attributes === 'object' && Attributes !== null ? Attributes : {}) as Parsed['attributes']
  return { Type, attributes, text: JSON.stringify(item) }
}

function dueAt(policy: Parsed, { expires, now }: { expires: number | undefined; now: Date }): number {
  switch (policy.Type) {
    case 'Expiration':
      return expires ?? now.getTime()
    case 'ExpirationNotification':
      if (expires === undefined)
        throw new ApiError('IncompatiblePolicyException', 'ExpirationNotification needs an Expiration policy beside it.')
      return expires - spanOf(policy, 'Before')
    case 'NoChangeNotification':
      return now.getTime() + spanOf(policy, 'After')
  }
}

function timestampOf({ attributes, Type }: Parsed, now: Date): number {
  const text = attributes['Timestamp']
  const isIso = typeof text === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(text)
  const at = isIso ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw invalidAttribute(Type, 'Timestamp must be a time such as 2030-01-31T08:00:00.000Z')
  if (at <= now.getTime()) throw invalidAttribute(Type, 'Timestamp must lie in the future')
  return at
}

function spanOf({ attributes, Type }: Parsed, member: 'Before' | 'After'): number {
  const given = attributes[member]
  const count = typeof given === 'number' ? String(given) : given
  const unit = attributes['Unit']
  if (typeof count !== 'string' || !/^[1-9]\d{0,4}$/.test(count) || (unit !== 'Days' && unit !== 'Hours')) {
    throw invalidAttribute(Type, `${member} must be a whole number from 1, and Unit Days or Hours`)
  }
  return Number(count) * units[unit]
}

function invalidAttribute(type: PolicyType, problem: string): ApiError {
  return new ApiError('InvalidPolicyAttributeException', `A policy of type ${type} is not valid: ${problem}.`)
}

/** A change of the value starts the waiting of NoChangeNotification again. */
export function afterChange(policies: readonly ParameterPolicy[], now: Date): readonly ParameterPolicy[] {
  return policies.map((policy) => {
    if (policy.type !== 'NoChangeNotification') return policy
    const { Attributes } = JSON.parse(policy.text) as { Attributes: Parsed['attributes'] }
    const after = spanOf({ Type: policy.type, attributes: Attributes, text: policy.text }, 'After')
    return { ...policy, at: now.getTime() + after, status: 'Pending' }
  })
}

/** The earliest moment at which a job has to look at them. */
export function nextDue(policies: readonly ParameterPolicy[]): Date | undefined {
  const pending = policies.filter(({ status }) => status === 'Pending').map(({ at }) => at)
  return pending.length === 0 ? undefined : new Date(Math.min(...pending))
}
