import { actorOf, type AuditRecord, insertAuditRecords } from '#lib/capabilities/audit/index'
import { append } from '#lib/capabilities/events/index'
import { tagsOfResources } from '#lib/capabilities/tags/index'
import type { Tag } from '#lib/capabilities/tags/model'
import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import { arnOf } from '../arn'
import { announce, parameterTopic } from '../changes'
import { type BeforeImage, type ChangeSource, conflictCode, countOutcomes, refusal } from '../model/change'
import { checkLabelCount } from '../model/labels'
import { putParameter } from '../put'
import { removeParameters } from '../removal'
import { type ChangeItem, type ChangeSet, findChangeSet, insertChangeSet } from '../store/change-sets'
import { putLabels } from '../store/labels'
import type { Intent } from './intent'
import { planChanges, type PlannedChange } from './plan'

export interface Applying {
  /** The caller's own: sent twice, it changes things once. */
  changeSetId: string | undefined
  title: string
  source: ChangeSource
  reverts?: string
}

/** All of it, or nothing: it is one transaction. */
export async function applyChanges(tx: Ctx, intents: readonly Intent[], how: Applying): Promise<ChangeSet> {
  const plans = await planChanges(tx, intents, { lock: true })
  const refused = refusal(plans.flatMap(({ intent: { name }, problem }) => (problem ? [{ name, ...problem }] : [])))
  if (refused) throw refused
  const work = plans.filter(({ outcome }) => outcome !== 'same')
  const changeSet = changeSetOf(tx, work, how)
  const before = await beforeImages(tx, work)
  const leaving = work.filter(({ outcome }) => outcome === 'delete')
  await removeParameters(
    tx,
    leaving.map(({ intent }) => intent.key),
  )
  const versions = new Map<string, number>()
  for (const plan of work) if (plan.intent.put) versions.set(plan.intent.key, await write(tx, plan))
  const items = work.map((plan) =>
    itemOf(changeSet, plan, { before: before.get(plan.intent.key), version: versions.get(plan.intent.key) }),
  )
  if (!(await insertChangeSet(tx, changeSet, items))) throw alreadyMade(changeSet)
  await tell(tx, changeSet, work)
  return changeSet
}

/** The answer to a call that came twice. */
export async function findApplied(ctx: Ctx, changeSetId: string | undefined): Promise<ChangeSet | undefined> {
  return changeSetId === undefined ? undefined : findChangeSet(ctx, changeSetId)
}

function changeSetOf(tx: Ctx, work: readonly PlannedChange[], { changeSetId, title, source, reverts }: Applying): ChangeSet {
  return {
    accountId: tx.caller.accountId,
    changeSetId: changeSetId ?? crypto.randomUUID(),
    title,
    source,
    createdAt: tx.clock.now(),
    createdBy: callerName(tx.caller),
    ...countOutcomes(work.map(({ outcome }) => outcome)),
    reverts: reverts ?? null,
  }
}

function alreadyMade({ changeSetId }: ChangeSet): ApiError {
  return new ApiError(
    conflictCode,
    `The change set ${changeSetId} is being made by another call: look at it, or give another id.`,
  )
}

async function beforeImages(tx: Ctx, work: readonly PlannedChange[]): Promise<ReadonlyMap<string, BeforeImage>> {
  const present = work.flatMap((plan) => plan.present ?? [])
  const tags = await tagsOfResources(
    tx,
    'Parameter',
    present.map(({ name }) => name),
  )
  return new Map(present.map((parameter) => [parameter.key, imageOf(parameter, tags.get(parameter.name) ?? [])]))
}

function imageOf(parameter: NonNullable<PlannedChange['present']>, tags: readonly Tag[]): BeforeImage {
  const { version, tier, dataType, keyId, description, allowedPattern, policies, labels } = parameter
  const plainTags = tags.map(({ Key, Value }) => ({ Key, Value }))
  const texts = policies.map(({ text }) => text)
  return { version, tier, dataType, keyId, description, allowedPattern, policies: texts, labels, tags: plainTags }
}

/** Somebody who made the parameter since the plan has won. */
async function write(tx: Ctx, { intent, outcome, planned }: PlannedChange): Promise<number> {
  const { put, name, key, labels, tags } = intent
  const isNew = outcome === 'create'
  try {
    const Tags = isNew && tags.length > 0 ? { Tags: tags.map(({ Key, Value }) => ({ Key, Value })) } : {}
    const { version } = await putParameter(tx, {
      ...put,
      Name: name,
      Value: put?.Value,
      Type: planned?.type,
      Overwrite: !isNew,
      ...Tags,
    })
    if (labels.length > 0) {
      await putLabels(tx, key, { labels, version })
      checkLabelCount(labels.length)
      await announce(tx, name, { operation: 'LabelParameterVersion', version })
    }
    return version
  } catch (thrown) {
    if (!isApiError(thrown) || thrown.status >= 500) throw thrown
    const code = thrown.code === 'ParameterAlreadyExists' ? conflictCode : thrown.code
    throw refusal([{ name, code, reason: thrown.message }]) ?? thrown
  }
}

function itemOf(
  { accountId, changeSetId }: ChangeSet,
  { intent, outcome, present, planned }: PlannedChange,
  { before, version }: { before: BeforeImage | undefined; version: number | undefined },
): ChangeItem {
  return {
    accountId,
    changeSetId,
    key: intent.key,
    name: present?.name ?? intent.name,
    outcome: outcome === 'create' || outcome === 'delete' ? outcome : 'change',
    type: planned?.type ?? present?.type ?? 'String',
    before: before ?? null,
    beforeValue: present?.value ?? null,
    beforeSealed: present?.sealed ?? null,
    beforeSealingKeyId: present?.sealingKeyId ?? null,
    afterVersion: version ?? null,
  }
}

/** Each name is found in the audit trail as if it had been changed alone. */
async function tell(tx: Ctx, changeSet: ChangeSet, work: readonly PlannedChange[]): Promise<void> {
  const { changeSetId, title } = changeSet
  await insertAuditRecords(
    tx,
    work.map(({ intent, planned }) => recordOf(tx, changeSet, { name: intent.name, type: planned?.type })),
  )
  await append(tx, {
    capability: 'parameters',
    type: 'parameter.change-set',
    resource: changeSetId,
    topics: [parameterTopic],
    data: { title },
  })
}

function recordOf(tx: Ctx, { changeSetId }: ChangeSet, { name, type }: { name: string; type: string | undefined }): AuditRecord {
  const { caller } = tx
  return {
    accountId: caller.accountId,
    at: tx.clock.now(),
    ...actorOf(caller),
    sourceIp: caller.sourceIp,
    userAgent: caller.userAgent.slice(0, 500),
    service: 'ssm',
    action: type === undefined ? 'DeleteParameter' : 'PutParameter',
    access: 'write',
    resources: [arnOf(tx, name)],
    request: { Name: name, ...(type === undefined ? {} : { Type: type, Value: '***' }), ChangeSetId: changeSetId },
    result: 'ok',
    message: null,
    requestId: tx.requestId,
    durationMs: 0,
  }
}
