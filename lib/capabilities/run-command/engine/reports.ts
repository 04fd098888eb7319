import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { betterStep, eventOfAck, eventOfReply } from '../model/agent-event'
import type { NodeNames } from '../model/alike-output'
import { type AckReport, cancelledBy, type JobId, type JobReport, type StepReport } from '../model/agent-report'
import type { InvocationEvent } from '../model/invocation'
import { findInvocations, type StoredInvocation } from '../store/invocations'
import { finishOutputs } from '../store/outputs'
import { mergePlugins, type ReportedStep } from '../store/plugins'
import { addCompactJob } from './compact'
import { addExportJobs } from './export-output'
import { enter, type Ledger, openLedgers, record } from './ledger'
import { namesOfNodes } from './node-names'
import { hashOutput } from './output-hash'
import { publishCancel } from './publish'
import { settle } from './settle'

/** What nodes said about jobs, in the order in which it came; one transaction, a handful of statements. */
export async function takeAcks(ctx: Ctx, acks: readonly AckReport[]): Promise<void> {
  await take(ctx, acks.flatMap(factsOfAck))
}

export async function takeReplies(ctx: Ctx, replies: readonly JobReport[]): Promise<void> {
  await take(
    ctx,
    replies
      .filter((reply) => !cancelledBy(reply.job))
      .map((reply) => ({ job: reply.job, event: eventOfReply(reply), steps: reply.steps })),
  )
}

interface Fact {
  job: JobId
  event: InvocationEvent
  steps: readonly StepReport[]
}

function factsOfAck(ack: AckReport): readonly Fact[] {
  const cancelled = cancelledBy(ack.job)
  if (!cancelled) return [{ job: ack.job, event: eventOfAck(ack), steps: [] }]
  const isTaken = eventOfAck(ack).kind === 'accepted'
  return isTaken ? [{ job: cancelled, event: { kind: 'cancel-acknowledged' }, steps: [] }] : []
}

async function take(ctx: Ctx, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return
  await transact(ctx, async (tx) => {
    const ledgers = await openLedgers(
      tx,
      facts.map((fact) => fact.job.commandId),
    )
    const invocations = await findInvocations(
      tx,
      facts.map((fact) => fact.job),
    )
    for (const invocation of invocations) enterInto(ledgers, invocation)
    const names = await namesOf(tx, invocations, facts)
    const steps = new Map<string, ReportedStep>()
    for (const fact of facts) {
      const ledger = ledgers.get(fact.job.commandId)
      if (!ledger?.known.has(fact.job.nodeId)) continue
      takeOne(tx, ledger, fact)
      mergeSteps(steps, fact, names)
    }
    await mergePlugins(tx, [...steps.values()])
    await finishStreams(tx, steps.values())
    await addExportJobs(tx, [...ledgers.values()], [...steps.values()])
    await settle(tx, [...ledgers.values()])
  })
}

/** Only of nodes that said something: an acknowledgement has nothing to compare. */
function namesOf(tx: Ctx, invocations: readonly StoredInvocation[], facts: readonly Fact[]) {
  const telling = new Set(facts.filter(({ steps }) => steps.some(saysSomething)).map(({ job }) => job.nodeId))
  return namesOfNodes(
    tx,
    invocations.filter((invocation) => telling.has(invocation.nodeId)),
  )
}

function saysSomething({ standardOutput, standardError }: StepReport): boolean {
  return standardOutput !== '' || standardError !== ''
}

function enterInto(ledgers: ReadonlyMap<string, Ledger>, invocation: StoredInvocation): void {
  const ledger = ledgers.get(invocation.commandId)
  if (ledger) enter(ledger, [invocation])
}

function takeOne(tx: Ctx, ledger: Ledger, { job, event }: Fact): void {
  const before = ledger.known.get(job.nodeId)
  const isTakenUp = event.kind === 'accepted' || event.kind === 'progressed'
  if (before?.stage === 'ended' && !before.acceptedAt && isTakenUp) publishCancel(tx, job)
  record(ledger, job.nodeId, event)
}

function mergeSteps(merged: Map<string, ReportedStep>, { job, steps }: Fact, names: ReadonlyMap<string, NodeNames>): void {
  const node = names.get(job.nodeId) ?? { nodeId: job.nodeId, names: [] }
  for (const step of steps) {
    const key = `${job.commandId} ${job.nodeId} ${step.step}`
    if (betterStep(merged.get(key), step) !== step) continue
    merged.set(key, { ...step, ...job, ...hashOutput(node, step.standardOutput, step.standardError) })
  }
}

/** The agent sends the last of a stream before the reply of its step, so nothing more can come. */
async function finishStreams(tx: Ctx, steps: Iterable<ReportedStep>): Promise<void> {
  const ended = [...steps].filter((step) => step.endedAt)
  for (const commandId of await finishOutputs(tx, ended)) await addCompactJob(tx, commandId)
}
