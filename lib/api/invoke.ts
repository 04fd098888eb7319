/**
 * The one way into every operation: shape -> authorise -> (transaction) handle -> audit -> commit.
 * The doors authenticate before, and translate errors after.
 */
import { actorOf, type AuditRecord, type AuditWriter, insertAuditRecords, maskRequest } from '#lib/capabilities/audit/index'
import { authorize } from '#lib/capabilities/auth/index'
import { append } from '#lib/capabilities/events/index'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import type { AnyOperation } from './operation'

export interface Observers {
  audit: AuditWriter
  /** Called once per call, with `ok` or the error code. */
  measure(call: { service: string; operation: string; result: string; seconds: number }): void
}

interface Invocation {
  ctx: Ctx
  operation: AnyOperation
  input: unknown
  observers: Observers
}

export async function invoke({ ctx, operation, input, observers }: Invocation): Promise<unknown> {
  const call: Call = { ctx, operation, input, begun: performance.now(), resources: ['*'] }
  try {
    const answer = await run(call, observers)
    observe(call, observers, 'ok')
    return answer
  } catch (thrown) {
    const failure = asApiError(thrown, call)
    observe(call, observers, failure.code)
    if (operation.audited) observers.audit.add(recordOf(call, failure))
    throw failure
  }
}

interface Call extends Omit<Invocation, 'observers'> {
  begun: number
  resources: readonly string[]
}

async function run(call: Call, observers: Observers): Promise<unknown> {
  const { ctx, operation } = call
  const parsed = parseInput(operation, call.input)
  call.resources = operation.resources(parsed, ctx)
  authorize(ctx.caller, operation, call.resources)
  if (operation.access === 'read') {
    const answer = await operation.handle(ctx, parsed)
    if (operation.audited) observers.audit.add(recordOf(call, undefined))
    return answer
  }
  if (operation.ownTransactions) {
    const answer = await operation.handle(ctx, parsed)
    await transact(ctx, (tx) => recordWrite(tx, call))
    return answer
  }
  return transact(ctx, async (tx) => {
    const answer = await operation.handle(tx, parsed)
    await recordWrite(tx, call)
    return answer
  })
}

async function recordWrite(tx: Ctx, call: Call): Promise<void> {
  const { operation } = call
  if (!operation.audited) return
  await insertAuditRecords(tx, [recordOf(call, undefined)])
  await append(tx, { capability: 'audit', type: 'call', resource: operation.name, topics: ['audit'] })
}

/** The guarantee of `never`: the shape of this very operation made the value. */
function parseInput(operation: AnyOperation, input: unknown): never {
  return operation.input.parse(input) as never
}

function asApiError(thrown: unknown, call: Call): ApiError {
  if (isApiError(thrown)) return thrown
  const { ctx, operation } = call
  if (!ctx.signal.aborted)
    ctx.log.error({ cause: thrown, requestId: ctx.requestId, operation: operation.name }, 'a call failed by a fault of ours')
  return new ApiError('InternalServerError', `The server failed; its log says why under request id ${ctx.requestId}.`, 500)
}

function observe(call: Call, observers: Observers, result: string): void {
  const seconds = (performance.now() - call.begun) / 1000
  observers.measure({ service: call.operation.service, operation: call.operation.name, result, seconds })
}

function recordOf(call: Call, failure: ApiError | undefined): AuditRecord {
  const { ctx, operation } = call
  return {
    accountId: ctx.caller.accountId,
    at: ctx.clock.now(),
    ...actorOf(ctx.caller),
    sourceIp: ctx.caller.sourceIp,
    userAgent: ctx.caller.userAgent.slice(0, 500),
    service: operation.service,
    action: operation.name,
    access: operation.access,
    resources: call.resources.slice(0, 100),
    request: maskRequest(call.input ?? null, operation.secretMembers) ?? null,
    result: failure?.code ?? 'ok',
    message: failure?.message.slice(0, 1000) ?? null,
    requestId: ctx.requestId,
    durationMs: Math.round(performance.now() - call.begun),
  }
}
