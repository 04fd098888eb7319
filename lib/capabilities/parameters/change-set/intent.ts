import type { PutParameterRequest } from '@aws-sdk/client-ssm'
import { authorize } from '#lib/capabilities/auth/index'
import { tagsOfResources } from '#lib/capabilities/tags/index'
import type { Tag } from '#lib/capabilities/tags/model'
import type { Ctx } from '#lib/platform/context'
import { isApiError } from '#lib/vocabulary/api-error'
import { arnOf } from '../arn'
import { findReferenced, wholeKey } from '../find'
import { keyOf, parseNewName, parseReference } from '../model/name'
import { findPresent, type PresentValue } from '../store/change-sets'
import { openValue } from '../secure-string'
import type { Change } from './request'

export interface Problem {
  code: string
  reason: string
}

/** A change whose value is at hand. */
export interface Intent {
  name: string
  key: string
  expected: number | undefined
  /** Left out: the parameter goes. */
  put?: PutParameterRequest
  defaultType?: Change['DefaultType']
  /** Go to the new version. */
  labels: readonly string[]
  /** Of a parameter that is made. */
  tags: readonly Tag[]
  problem?: Problem
}

/** Reads what copies copy before anything is written: a source may be among what is deleted. */
export async function intentsOf(ctx: Ctx, changes: readonly Change[]): Promise<readonly Intent[]> {
  const references = changes.flatMap(({ Source }) => (Source === undefined ? [] : [parseReference(Source)]))
  const sources = await findPresent(
    ctx,
    references.flatMap((reference) => reference?.key ?? []),
  )
  const tags = await tagsOfResources(
    ctx,
    'Parameter',
    [...sources.values()].map(({ name }) => name),
  )
  const intents: Intent[] = []
  for (const change of changes) intents.push(await told(change, () => intentOf(ctx, change, { sources, tags })))
  return intents
}

interface Sources {
  sources: ReadonlyMap<string, PresentValue>
  tags: ReadonlyMap<string, readonly Tag[]>
}

async function intentOf(ctx: Ctx, change: Change, { sources, tags }: Sources): Promise<Intent> {
  const { Action, Name, ExpectedVersion: expected, Source, WithLabels } = change
  const none = { expected, labels: [], tags: [] }
  if (Action === 'Delete') {
    authorize(ctx.caller, deleting, [arnOf(ctx, Name)])
    return { ...none, name: Name, key: wholeKey(Name) ?? keyOf(Name) }
  }
  authorize(ctx.caller, putting, [arnOf(ctx, Name)])
  const { name, key } = parseNewName(Name, { region: ctx.config.region, accountId: ctx.caller.accountId })
  if (Action === 'Put')
    return { ...none, name, key, defaultType: change.DefaultType, put: { Value: '', ...putMembers(change), Name: name } }
  const source = parseReference(Source ?? '')
  const present = source && sources.get(source.key)
  // A copy is of the type of its source: a secret stays one.
  const { Value: _value, Type: _type, ...given } = putMembers(change)
  const put = { ...(await copyOf(ctx, Source ?? '', present)), ...given, Name: name }
  const labels = WithLabels ? (present?.labels ?? []) : []
  return { ...none, name, key, put, labels, tags: (present && tags.get(present.name)) ?? [] }
}

/** A fault of one change is an answer about that change. */
async function told({ Name, ExpectedVersion: expected }: Change, work: () => Promise<Intent>): Promise<Intent> {
  try {
    return await work()
  } catch (thrown) {
    if (!isApiError(thrown) || thrown.status >= 500) throw thrown
    const problem = { code: thrown.code, reason: thrown.message }
    return { name: Name, key: keyOf(Name), expected, labels: [], tags: [], problem }
  }
}

const putting = { service: 'ssm', name: 'PutParameter', access: 'write', audience: ['user'] } as const
const deleting = { service: 'ssm', name: 'DeleteParameter', access: 'write', audience: ['user'] } as const
const reading = { service: 'ssm', name: 'GetParameter', access: 'read', audience: ['user'] } as const

function putMembers({ Value, Type, Description, KeyId, Tier, DataType, AllowedPattern }: Change): Given {
  const members = { Value, Type, Description, KeyId, Tier, DataType, AllowedPattern }
  // The guarantee of the cast: what is undefined is left out.
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined)) as Given
}

type Given = { [Member in 'Value' | 'Description' | 'KeyId' | 'DataType' | 'AllowedPattern']?: string } & Pick<
  PutParameterRequest,
  'Type' | 'Tier'
>

/** What the newest version says, with the value of the version that was asked for. */
async function copyOf(ctx: Ctx, source: string, present: PresentValue | undefined): Promise<Omit<PutParameterRequest, 'Name'>> {
  authorize(ctx.caller, reading, [arnOf(ctx, source)])
  const found = await findReferenced(ctx, source, 'GetParameter')
  if (found.kind === 'missing') throw found.problem
  const { stored, accountId } = found
  const { name, sealed, sealingKeyId } = stored
  const Value = sealed === null ? (stored.value ?? '') : await openValue(ctx, { accountId, name, sealed, sealingKeyId })
  return { Value, Type: stored.type, ...(present && accountId === ctx.caller.accountId ? described(present) : {}) }
}

function described(present: PresentValue): Partial<PutParameterRequest> {
  const { tier, dataType, keyId, description, allowedPattern, policies } = present
  return {
    Tier: tier,
    DataType: dataType,
    ...(keyId === null ? {} : { KeyId: keyId }),
    ...(description === null ? {} : { Description: description }),
    ...(allowedPattern === null ? {} : { AllowedPattern: allowedPattern }),
    ...(policies.length === 0 ? {} : { Policies: `[${policies.map(({ text }) => text).join(',')}]` }),
  }
}
