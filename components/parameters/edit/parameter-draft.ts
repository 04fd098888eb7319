import { compilePattern } from '#lib/vocabulary/parameter-pattern'
import type { TagRow } from '#queries/shell/tags/tag-edit'
import type { ChangeInput, ParameterRow } from '../own-operations'
import { type PolicyDraft, policyProblem, readPolicy, writePolicies } from '../policy-words'
import { byteLength, jsonProblem, linesOf, listOf } from '../value-text'

export type ParameterType = 'String' | 'StringList' | 'SecureString'
export type TierChoice = 'Standard' | 'Advanced' | 'Intelligent-Tiering'

/** A parameter as the form has it; a list is typed one item a line. */
export interface ParameterDraft {
  name: string
  type: ParameterType
  tier: TierChoice
  value: string
  /** Of a secret that is there already: its value stays as it is, unseen. */
  keepsValue: boolean
  keyId: string
  description: string
  allowedPattern: string
  dataType: string
  policies: readonly PolicyDraft[]
  tags: readonly TagRow[]
}

export const defaultKey = 'alias/aws/ssm'

export function newDraft(path: string): ParameterDraft {
  return {
    name: path === '/' ? '/' : `${path}/`,
    type: 'String',
    tier: 'Standard',
    value: '',
    keepsValue: false,
    keyId: defaultKey,
    description: '',
    allowedPattern: '',
    dataType: 'text',
    policies: [],
    tags: [],
  }
}

export function draftOf(row: ParameterRow): ParameterDraft {
  const { Name = '', Type = 'String', Tier = 'Standard', Value = '', Policies = [] } = row
  return {
    ...newDraft('/'),
    name: Name,
    type: Type,
    tier: Tier,
    value: Type === 'StringList' ? linesOf(Value) : Value,
    keepsValue: Type === 'SecureString',
    keyId: row.KeyId ?? defaultKey,
    description: row.Description ?? '',
    allowedPattern: row.AllowedPattern ?? '',
    dataType: row.DataType ?? 'text',
    policies: Policies.flatMap(({ PolicyText }) => readPolicy(PolicyText) ?? []),
  }
}

/** The value as it is sent. */
export function sentValue({ type, value }: ParameterDraft): string {
  return type === 'StringList' ? listOf(value) : value
}

export const mostBytes: Readonly<Record<TierChoice, number>> = { Standard: 4096, Advanced: 8192, 'Intelligent-Tiering': 8192 }

export type Problems = Partial<Record<'name' | 'value' | 'allowedPattern' | 'policies', string>>

/** What the server would refuse, as far as a form can know. */
export function problemsOf(draft: ParameterDraft): Problems {
  const policies = draft.policies.map((policy) => policyProblem(policy, draft.policies)).find((problem) => problem !== undefined)
  const found = {
    name: nameProblem(draft.name.trim()),
    value: valueProblem(draft),
    allowedPattern: patternProblem(draft.allowedPattern),
    policies:
      policies ?? (draft.policies.length > 0 && draft.tier === 'Standard' ? 'Policies need the advanced tier.' : undefined),
  }
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined))
}

function nameProblem(name: string): string | undefined {
  if (!/^\/?[a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*$/.test(name)) return 'Letters, digits and _ . - between slashes.'
  if (name.includes('/') && !name.startsWith('/')) return 'A name with slashes begins with one.'
  if (/^\/?(aws|ssm)/i.test(name)) return 'Names must not begin with aws or ssm.'
  return name.split('/').filter(Boolean).length > 15 ? 'A name has at most 15 levels.' : undefined
}

function patternProblem(pattern: string): string | undefined {
  const compiled = pattern === '' ? undefined : compilePattern(pattern)
  return compiled?.kind === 'refused' ? `It ${compiled.problem}.` : undefined
}

function valueProblem(draft: ParameterDraft): string | undefined {
  const { keepsValue, tier, allowedPattern, dataType } = draft
  if (keepsValue) return undefined
  const value = sentValue(draft)
  const most = mostBytes[tier]
  if (value === '') return 'A value has at least one character.'
  if (/\{\{.*\}\}/s.test(value)) return 'A value must not refer to another parameter by {{ }}.'
  if (byteLength(value) > most) return `The ${tier.toLowerCase()} tier holds ${most} bytes; this is ${byteLength(value)}.`
  if (dataType === 'aws:ec2:image' && !/^ami-[0-9a-f]{8}([0-9a-f]{9})?$/.test(value))
    return 'An image is an id such as ami-12345678.'
  const compiled = allowedPattern === '' ? undefined : compilePattern(allowedPattern)
  return compiled?.kind === 'compiled' && !compiled.pattern.test(value) ? `It does not match ${allowedPattern}.` : undefined
}

/** Not refused by anybody, but hardly meant. */
export function valueWarning(draft: ParameterDraft): string | undefined {
  const problem = draft.type === 'StringList' || draft.keepsValue ? undefined : jsonProblem(draft.value)
  return problem === undefined ? undefined : `It begins as JSON does, but is none: ${problem}`
}

/** For PutParameter, of a parameter that is not there yet. */
export function putInput(draft: ParameterDraft) {
  const { name, type, tier, keyId, description, allowedPattern, dataType, policies } = draft
  const Tags = draft.tags.flatMap(({ key, value }) => (key.trim() === '' ? [] : [{ Key: key.trim(), Value: value.trim() }]))
  return {
    Name: name.trim(),
    Type: type,
    Value: sentValue(draft),
    Tier: tier,
    ...(type === 'SecureString' ? { KeyId: keyId } : {}),
    ...(description === '' ? {} : { Description: description }),
    ...(allowedPattern === '' ? {} : { AllowedPattern: allowedPattern }),
    ...(dataType === 'text' ? {} : { DataType: dataType }),
    ...(policies.length === 0 ? {} : { Policies: writePolicies(policies) }),
    ...(Tags.length === 0 ? {} : { Tags }),
  }
}

export type Member = 'value' | 'tier' | 'keyId' | 'description' | 'allowedPattern' | 'dataType' | 'policies'

export const memberLabels: Readonly<Record<Member, string>> = {
  value: 'Value',
  tier: 'Tier',
  keyId: 'Key',
  description: 'Description',
  allowedPattern: 'Allowed pattern',
  dataType: 'Data type',
  policies: 'Policies',
}

const members = Object.keys(memberLabels) as readonly Member[]

/** As text, to compare and to show; undefined for a secret that stays. */
export function memberText(draft: ParameterDraft, member: Member): string | undefined {
  if (member === 'value') return draft.keepsValue ? undefined : sentValue(draft)
  return member === 'policies' ? (draft.policies.length === 0 ? '' : writePolicies(draft.policies)) : draft[member]
}

export function changedMembers(from: ParameterDraft, to: ParameterDraft): readonly Member[] {
  return members.filter((member) => memberText(from, member) !== memberText(to, member))
}

/** Only what changes: the rest stays as the server has it. */
export function changeInput(from: ParameterDraft, to: ParameterDraft, version: number): ChangeInput {
  const changed = new Set(changedMembers(from, to))
  return {
    Name: to.name,
    // It does not change, and lets the list of calls know that the value is a secret.
    Type: to.type,
    ExpectedVersion: version,
    ...(changed.has('value') ? { Value: sentValue(to) } : {}),
    ...(changed.has('tier') ? { Tier: to.tier } : {}),
    ...(changed.has('keyId') ? { KeyId: to.keyId } : {}),
    ...(changed.has('description') ? { Description: to.description } : {}),
    ...(changed.has('allowedPattern') ? { AllowedPattern: to.allowedPattern } : {}),
    ...(changed.has('dataType') ? { DataType: to.dataType } : {}),
    ...(changed.has('policies') ? { Policies: writePolicies(to.policies) } : {}),
  }
}

export interface Merged {
  draft: ParameterDraft
  /** Changed here and there, and differently: mine is in the draft. */
  conflicts: readonly Member[]
}

/** What nobody touched here is taken from there; what was touched stays. */
export function mergeDrafts(base: ParameterDraft, mine: ParameterDraft, theirs: ParameterDraft): Merged {
  const touched = new Set(changedMembers(base, mine))
  const kept = members.filter((member) => touched.has(member))
  const draft = kept.reduce((merged, member) => withMember(merged, member, mine), { ...theirs, tags: mine.tags })
  const changedThere = new Set(changedMembers(base, theirs))
  // Whether a secret changed there cannot be seen from here.
  const isHidden = (member: Member) => member === 'value' && theirs.keepsValue
  const conflicts = kept.filter(
    (member) => isHidden(member) || (changedThere.has(member) && memberText(mine, member) !== memberText(theirs, member)),
  )
  return { draft, conflicts }
}

/** The same with one member of another draft. */
export function withMember(draft: ParameterDraft, member: Member, from: ParameterDraft): ParameterDraft {
  if (member === 'value') return { ...draft, value: from.value, keepsValue: from.keepsValue }
  return { ...draft, [member]: from[member] }
}
