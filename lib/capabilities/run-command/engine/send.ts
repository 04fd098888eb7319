import { holdDocument, type RunnableDocument, requireCommandDocument } from '#lib/capabilities/documents/index'
import { noteUses } from '#lib/capabilities/parameters/index'
import { sourceOf } from '../model/source'
import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'
import { concurrencyFor, errorLimitFor } from '#lib/vocabulary/rate-control'
import type { SendCommandRequest } from '@aws-sdk/client-ssm'
import type { Command } from '../command'
import { emptyCounts } from '../model/counts'
import { executionSeconds } from '../model/execution-timeout'
import { parseSendRequest, type SendRequest } from '../send-request'
import { insertCommand, requireCommand } from '../store/commands'
import { insertInvocations } from '../store/invocations'
import { countAddressed, listAddressed } from '../targets'
import { openLedgers } from './ledger'
import { settle } from './settle'
import { type FilledIn, fillInValues, sealJob } from './stored-values'

/** A request whose nodes can be looked up. */
export interface AimedCommand {
  request: SendRequest
  document: RunnableDocument
}

export interface PreparedCommand extends AimedCommand, FilledIn {
  executionSeconds: number
}

/** Everything that can be wrong with a request but its nodes. */
export async function prepareCommand(ctx: Ctx, input: SendCommandRequest): Promise<PreparedCommand> {
  return fillIn(ctx, await aimCommand(ctx, input))
}

/** All but the values of the parameters, which decide nothing about who is hit. */
export async function aimCommand(ctx: Ctx, input: SendCommandRequest): Promise<AimedCommand> {
  const request = parseSendRequest(input)
  const document = await requireCommandDocument(ctx, {
    nameOrArn: input.DocumentName ?? '',
    version: input.DocumentVersion,
    hash: input.DocumentHash,
    hashType: input.DocumentHashType,
  })
  return { request, document }
}

export async function fillIn(ctx: Ctx, aimed: AimedCommand): Promise<PreparedCommand> {
  const filled = await fillInValues(ctx, aimed)
  const parameters = filled.secretJob?.jobParameters ?? filled.jobParameters
  return { ...aimed, ...filled, executionSeconds: executionSeconds(aimed.document.parsed, parameters) }
}

/** Writes the command with its invocations and puts the first on the way; all in the transaction of `tx`. */
export async function sendCommand(tx: Ctx, prepared: PreparedCommand): Promise<Command> {
  const command = newCommand(tx, prepared)
  command.sealedJob = await sealJob(tx, command.commandId, prepared.secretJob)
  // Then it is not even begun.
  const isTooMany = (await countAddressed(tx, prepared.request.addressees)) > tx.config.limits.commandTargets
  if (isTooMany) {
    await insertCommand(tx, { ...command, detail: 'RateExceeded', endedAt: command.requestedAt })
    return requireCommand(tx, command.commandId)
  }
  const counts = await insertAll(tx, command, prepared)
  const targets = counts.waiting + counts.InvalidPlatform + counts.Undeliverable
  const limits = {
    concurrency: concurrencyFor(prepared.request.concurrency, targets),
    errors: errorLimitFor(prepared.request.errors, targets),
  }
  await insertCommand(tx, { ...command, counts, limits })
  const { key, version } = prepared.document
  await noteUses(tx, prepared.references, { kind: 'command', id: command.commandId, detail: prepared.document.name })
  if (key) await holdDocument(tx, key, { kind: 'command', id: command.commandId, version })
  const ledgers = [...(await openLedgers(tx, [command.commandId])).values()]
  for (const ledger of ledgers) ledger.changed = true
  await settle(tx, ledgers)
  return requireCommand(tx, command.commandId)
}

async function insertAll(tx: Ctx, command: Command, { request, document }: PreparedCommand): Promise<Command['counts']> {
  const counts = emptyCounts()
  const { commandId, requestedAt, deadlines } = command
  let firstOrdinal = 0
  for await (const nodes of listAddressed(tx, request.addressees, document.platformTypes)) {
    await insertInvocations(tx, { commandId, requestedAt, dueAt: deadlines.delivery, firstOrdinal, nodes })
    for (const node of nodes) counts[node.endDetail ?? 'waiting'] += 1
    firstOrdinal += nodes.length
  }
  return counts
}

function newCommand(tx: Ctx, { request, document, jobParameters, executionSeconds: seconds }: PreparedCommand): Command {
  const requestedAt = tx.clock.now()
  const after = (elapsed: number) => new Date(requestedAt.getTime() + elapsed * 1000)
  return {
    commandId: crypto.randomUUID(),
    requestedAt,
    requestedBy: callerName(tx.caller),
    source: sourceOf(tx.caller),
    documentName: document.name,
    documentVersion: document.version,
    document: document.forAgent,
    steps: document.parsed.steps.map(({ name, action }) => ({ name, action })),
    comment: request.comment,
    parameters: request.parameters,
    jobParameters,
    sealedJob: undefined,
    instanceIds: request.addressees.kind === 'named' ? request.addressees.nodeIds : [],
    targets: request.addressees.kind === 'named' ? [] : request.addressees.targets,
    echoed: request.echoed,
    timeoutSeconds: request.timeoutSeconds,
    deadlines: { delivery: after(request.timeoutSeconds), total: after(request.timeoutSeconds + seconds) },
    maxConcurrency: request.maxConcurrency,
    maxErrors: request.maxErrors,
    limits: { concurrency: 1, errors: 0 },
    detail: 'Pending',
    counts: emptyCounts(),
    cancelled: false,
    endedAt: undefined,
    timerAt: undefined,
  }
}
