import type { PutParameterRequest } from '@aws-sdk/client-ssm'
import { parameterAlias } from '#lib/capabilities/keys/index'
import { countOf, settingOf } from '#lib/capabilities/settings/index'
import { registerTaggable, tagsOf } from '#lib/capabilities/tags/index'
import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { announce, parameterTopic } from './changes'
import { type ParameterName, parseNewName } from './model/name'
import { type Planned, planPut, type Put, type Surroundings, type Tier, type TierChoice } from './model/plan-put'
import { nextDue, parsePolicies } from './model/policies'
import { sealValue } from './secure-string'
import { findOldestVersion, writeNextVersion } from './store/next-version'
import {
  insertParameter,
  insertVersion,
  isTierFull,
  lockParameter,
  type Parameter,
  type ParameterVersion,
} from './store/parameters'

export const mostVersions = 100

/** Writers of one name take turns: on its row, or on its key while there is none. */
export async function putParameter(tx: Ctx, input: PutParameterRequest): Promise<{ version: number; tier: Tier }> {
  const name = parseNewName(input.Name ?? '', { region: tx.config.region, accountId: tx.caller.accountId })
  const put = putOf(tx, input)
  for (;;) {
    const present = await lockParameter(tx, name.key)
    const planned = planPut(present, put, await surroundingsOf(tx, present))
    if (present) {
      await writeNext(tx, { present, planned, value: put.value })
      return planned
    }
    if (await writeFirst(tx, { name, planned, input })) return planned
  }
}

export function putOf({ clock }: Ctx, input: PutParameterRequest): Put {
  return {
    value: input.Value ?? '',
    type: input.Type,
    tier: input.Tier,
    dataType: input.DataType || undefined,
    keyId: input.KeyId,
    description: input.Description,
    allowedPattern: input.AllowedPattern,
    policies: parsePolicies(input.Policies, clock.now()),
    overwrite: input.Overwrite ?? false,
    hasTags: (input.Tags ?? []).length > 0,
  }
}

export async function surroundingsOf(tx: Ctx, present: Parameter | undefined): Promise<Surroundings> {
  const setting = present ? 'Standard' : await settingOf(tx, '/ssm/parameter-store/default-parameter-tier')
  return {
    now: tx.clock.now(),
    // The setting takes no other words.
    defaultTier: setting as TierChoice,
    defaultKey: parameterAlias,
    isStandardFull: setting === 'Intelligent-Tiering' && (await isFull(tx, 'Standard')),
  }
}

export const settingFor = {
  Standard: '/quarterdeck/parameters/max-standard',
  Advanced: '/quarterdeck/parameters/max-advanced',
} as const

async function isFull(tx: Ctx, tier: Tier): Promise<boolean> {
  return isTierFull(tx, tier, await countOf(tx, settingFor[tier]))
}

interface First {
  name: ParameterName
  planned: Planned
  input: PutParameterRequest
}

async function writeFirst(tx: Ctx, { name, planned, input }: First): Promise<boolean> {
  await requireRoom(tx, planned.tier)
  const parameter: Parameter = {
    ...name,
    ...rowOf(tx, planned),
    createdAt: tx.clock.now(),
    dueAt: nextDue(planned.policies) ?? null,
  }
  if (!(await insertParameter(tx, parameter))) return false
  await insertVersion(tx, await versionOf(tx, name, { planned, value: input.Value ?? '' }))
  await registerTaggable(tx, { type: 'Parameter', id: name.name }, { tags: tagsOf(input.Tags), topics: [parameterTopic] })
  await announce(tx, name.name, { operation: 'Create', version: 1, type: planned.type })
  return true
}

async function requireRoom(tx: Ctx, tier: Tier): Promise<void> {
  if (!(await isFull(tx, tier))) return
  throw new ApiError(
    'ParameterLimitExceeded',
    `You have exceeded the number of ${tier.toLowerCase()} parameters for this account. Delete parameters and try again, or raise the service setting ${settingFor[tier]}.`,
  )
}

interface Next {
  present: Parameter
  planned: Planned
  value: string
}

async function writeNext(tx: Ctx, { present, planned, value }: Next): Promise<void> {
  if (planned.tier !== present.tier) await requireRoom(tx, planned.tier)
  const dropped = await versionToDrop(tx, present)
  const version = await versionOf(tx, present, { planned, value })
  await writeNextVersion(tx, { version, dueAt: nextDue(planned.policies) ?? null, dropped })
  await announce(tx, present.name, { operation: 'Update', version: planned.version, type: planned.type })
}

async function versionToDrop(tx: Ctx, { key, name, version }: Parameter): Promise<number | undefined> {
  if (version < mostVersions) return undefined
  const oldest = await findOldestVersion(tx, key)
  if (oldest === undefined || version - oldest.version + 1 < mostVersions) return undefined
  if (!oldest.isLabelled) return oldest.version
  throw new ApiError(
    'ParameterMaxVersionLimitExceeded',
    `You attempted to create a new version of ${name} by calling the PutParameter API with the overwrite flag. Version ${oldest.version}, the oldest version, can't be deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.`,
  )
}

function rowOf(tx: Ctx, planned: Planned) {
  return { ...planned, accountId: tx.caller.accountId, changedAt: tx.clock.now(), changedBy: callerName(tx.caller) }
}

async function versionOf(
  tx: Ctx,
  { key, name }: Pick<ParameterName, 'key' | 'name'>,
  { planned, value }: { planned: Planned; value: string },
): Promise<ParameterVersion> {
  const row = { ...rowOf(tx, planned), key, value, sealed: null, sealingKeyId: null, sealingKeyVersion: null }
  if (planned.keyId === null) return row
  const { sealed, keyId, version } = await sealValue(tx, planned.keyId, { name, value })
  return { ...row, value: null, sealed, sealingKeyId: keyId, sealingKeyVersion: version }
}
