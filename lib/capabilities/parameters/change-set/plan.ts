import { countOf } from '#lib/capabilities/settings/index'
import type { Ctx } from '#lib/platform/context'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import { notFound } from '../find'
import { type Compared, conflictCode, conflictOf, isSame, type Outcome } from '../model/change'
import { planPut, type Planned, type Surroundings, type Tier } from '../model/plan-put'
import { mostVersions, putOf, settingFor, surroundingsOf } from '../put'
import { openValue, sealValue } from '../secure-string'
import { findBlocked, findPresent, lockPresent, type PresentValue } from '../store/change-sets'
import { isTierFull } from '../store/parameters'
import type { Intent, Problem } from './intent'

/** What a change would do, and to what. */
export interface PlannedChange {
  intent: Intent
  outcome: Outcome
  problem?: Problem
  present: PresentValue | undefined
  planned?: Planned
}

export interface Planning {
  /** Whether they are about to be made: nobody else may touch them until the end of the transaction. */
  lock: boolean
}

/** By key. Nothing is written. */
export async function planChanges(ctx: Ctx, intents: readonly Intent[], { lock }: Planning): Promise<readonly PlannedChange[]> {
  const sorted = intents.toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
  const keys = [...new Set(sorted.map(({ key }) => key))]
  if (lock) await lockPresent(ctx, keys)
  const around = await surroundings(ctx, keys, sorted)
  const plans: PlannedChange[] = []
  for (const intent of sorted) {
    const present = around.present.get(intent.key)
    const plan = await told(intent, present, () => planOne(ctx, intent, around))
    plans.push(plan)
    const tier = plan.planned?.tier
    if (tier !== undefined && present?.tier !== tier && plan.outcome !== 'error') around.added[tier] += 1
  }
  return lackRoom(ctx, plans, around.added)
}

interface Around {
  present: ReadonlyMap<string, PresentValue>
  blocked: ReadonlySet<string>
  twice: ReadonlySet<string>
  of: Surroundings
  added: Record<Tier, number>
  /** Whether a key can be used, asked once for each. */
  usable: Map<string, Promise<unknown>>
}

async function surroundings(ctx: Ctx, keys: readonly string[], intents: readonly Intent[]): Promise<Around> {
  const present = await findPresent(ctx, keys)
  const counts = Map.groupBy(intents, ({ key }) => key)
  const long = [...present.values()].filter(({ version }) => version >= mostVersions).map(({ key }) => key)
  return {
    present,
    blocked: await findBlocked(ctx, long, mostVersions),
    twice: new Set(keys.filter((key) => (counts.get(key)?.length ?? 0) > 1)),
    of: await surroundingsOf(ctx, undefined),
    added: { Standard: 0, Advanced: 0 },
    usable: new Map(),
  }
}

async function planOne(ctx: Ctx, intent: Intent, around: Around): Promise<PlannedChange> {
  const { key, name, expected } = intent
  const present = around.present.get(key)
  if (around.twice.has(key)) throw new ApiError('ValidationException', 'there is more than one change of this parameter')
  const conflict = conflictOf(present, expected)
  if (conflict !== undefined) throw new ApiError(conflictCode, conflict)
  if (!intent.put) {
    if (!present) throw notFound(name)
    return { intent, present, outcome: 'delete' }
  }
  const type = intent.put.Type ?? (present ? undefined : intent.defaultType)
  const put = { ...putOf(ctx, intent.put), type, overwrite: true }
  const planned = planPut(present, put, around.of)
  const now = present && { ...present, value: await readable(ctx, present) }
  const next: Compared = { ...planned, value: put.value }
  if (now && isSame(now, next, put)) return { intent, present, planned, outcome: 'same' }
  if (around.blocked.has(key))
    throw new ApiError('ParameterMaxVersionLimitExceeded', 'it has 100 versions, and a label holds the oldest: move that label')
  if (planned.keyId !== null) await requireUsable(ctx, planned.keyId, around.usable)
  return { intent, present, planned, outcome: present ? 'change' : 'create' }
}

async function told(
  intent: Intent,
  present: PresentValue | undefined,
  work: () => Promise<PlannedChange>,
): Promise<PlannedChange> {
  if (intent.problem) return { intent, present, outcome: 'error', problem: intent.problem }
  try {
    return await work()
  } catch (thrown) {
    if (!isApiError(thrown) || thrown.status >= 500) throw thrown
    return { intent, present, outcome: 'error', problem: { code: thrown.code, reason: thrown.message } }
  }
}

/** A value that does not open, or not for this caller, is taken for another one. */
async function readable(ctx: Ctx, present: PresentValue): Promise<string | undefined> {
  if (present.sealed === null) return present.value ?? ''
  try {
    return await openValue(ctx, { ...present, sealed: present.sealed })
  } catch (thrown) {
    if (!isApiError(thrown) || thrown.status >= 500) throw thrown
    return undefined
  }
}

async function requireUsable(ctx: Ctx, keyId: string, known: Around['usable']): Promise<void> {
  const asked = known.get(keyId) ?? sealValue(ctx, keyId, { name: 'probe', value: 'probe' })
  known.set(keyId, asked)
  await asked
}

/** Counted for all of them together: each alone may have room. */
async function lackRoom(
  ctx: Ctx,
  plans: readonly PlannedChange[],
  added: Record<Tier, number>,
): Promise<readonly PlannedChange[]> {
  const full = new Set<Tier>()
  for (const tier of ['Standard', 'Advanced'] as const) {
    const going = plans.filter(({ outcome, present }) => outcome === 'delete' && present?.tier === tier).length
    const more = added[tier] - going
    const room = (await countOf(ctx, settingFor[tier])) - more + 1
    if (more > 0 && (room < 1 || (await isTierFull(ctx, tier, room)))) full.add(tier)
  }
  return plans.map((plan) => {
    const tier = plan.planned?.tier
    const isAdded = tier !== undefined && plan.present?.tier !== tier && plan.outcome !== 'error'
    if (!isAdded || !full.has(tier)) return plan
    const reason = `there is no room for so many ${tier.toLowerCase()} parameters: raise the service setting ${settingFor[tier]}`
    return { ...plan, outcome: 'error', problem: { code: 'ParameterLimitExceeded', reason } }
  })
}
