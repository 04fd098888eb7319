export type PolicyType = 'Expiration' | 'ExpirationNotification' | 'NoChangeNotification'

/** A policy as a form has it. */
export interface PolicyDraft {
  type: PolicyType
  /** Expiration: a time as the API writes it. */
  at: string
  /** The notifications: how many of the unit. */
  count: string
  unit: 'Days' | 'Hours'
}

export const policyTypes: readonly { value: PolicyType; label: string }[] = [
  { value: 'Expiration', label: 'Delete it at' },
  { value: 'ExpirationNotification', label: 'Tell before it expires' },
  { value: 'NoChangeNotification', label: 'Tell when it does not change' },
]

interface Wire {
  Type?: string
  Attributes?: { Timestamp?: string; Before?: string | number; After?: string | number; Unit?: string }
}

/** Undefined for a text that no form can show. */
export function readPolicy(text: string | undefined): PolicyDraft | undefined {
  try {
    const { Type, Attributes = {} } = JSON.parse(text ?? '') as Wire
    const type = policyTypes.find(({ value }) => value === Type)?.value
    if (type === undefined) return undefined
    const count = String(Attributes.Before ?? Attributes.After ?? '')
    return { type, at: Attributes.Timestamp ?? '', count, unit: Attributes.Unit === 'Hours' ? 'Hours' : 'Days' }
  } catch {
    return undefined
  }
}

export function writePolicies(policies: readonly PolicyDraft[]): string {
  return JSON.stringify(policies.map(wirePolicy))
}

function wirePolicy({ type, at, count, unit }: PolicyDraft) {
  const span = { Unit: unit }
  const Attributes =
    type === 'Expiration'
      ? { Timestamp: at }
      : type === 'ExpirationNotification'
        ? { Before: count, ...span }
        : { After: count, ...span }
  return { Type: type, Version: '1.0', Attributes }
}

export function policySentence({ type, at, count, unit }: PolicyDraft): string {
  const span = `${count} ${count === '1' ? unit.slice(0, -1).toLowerCase() : unit.toLowerCase()}`
  if (type === 'Expiration') return `Deleted at ${at}`
  return type === 'ExpirationNotification' ? `An event ${span} before it expires` : `An event when it has not changed for ${span}`
}

/** What the server would refuse, said beside the field. */
export function policyProblem({ type, at, count }: PolicyDraft, all: readonly PolicyDraft[]): string | undefined {
  if (type === 'Expiration') {
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(at))
      return 'A time such as 2030-01-31T08:00:00Z.'
    return all.filter((one) => one.type === 'Expiration').length > 1 ? 'A parameter can expire once.' : undefined
  }
  if (!/^[1-9]\d{0,4}$/.test(count)) return 'A whole number from 1.'
  const needsEnd = type === 'ExpirationNotification' && !all.some((one) => one.type === 'Expiration')
  return needsEnd ? 'It needs an expiration beside it.' : undefined
}
