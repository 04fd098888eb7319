import type { Caller, Ctx, Ports } from '#lib/platform/context'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import type { CallRates } from './call-rates'
import { invoke, type Observers } from './invoke'
import type { AnyOperation } from './operation'
import { isModelOperation } from './model-operations'
import { type Registry, registryKey } from './registry'

/** What both doors share: ports, operations and observers, bound at the composition root. */
export interface Api {
  ports: Ports
  registry: Registry
  observers: Observers
  rates: CallRates
}

export interface Request {
  service: string
  operation: string
  input: unknown
  caller: Caller
  requestId: string
  signal: AbortSignal
}

export async function callOperation(api: Api, request: Request): Promise<unknown> {
  const operation = api.registry.get(registryKey(request.service, request.operation))
  if (!operation) throw unknownOperation(request.service, request.operation)
  takeCall(api, request.caller, operation)
  return invoke({ ctx: contextFor(api, request), operation, input: request.input, observers: api.observers })
}

/** Before anything else is done for the call, and without an audit record of each: too many calls must not become too much work. */
function takeCall({ rates, observers }: Api, caller: Caller, { service, name }: AnyOperation): void {
  try {
    rates.take(caller)
  } catch (thrown) {
    if (isApiError(thrown)) observers.measure({ service, operation: name, result: thrown.code, seconds: 0 })
    throw thrown
  }
}

export function contextFor(api: Api, request: Pick<Request, 'caller' | 'requestId' | 'signal'>): Ctx {
  const { caller, requestId, signal } = request
  return { ...api.ports, caller, requestId, signal, afterCommit: (run) => run() }
}

function unknownOperation(service: string, operation: string): ApiError {
  if (service === 'ssm' && isModelOperation(operation)) {
    return new ApiError(
      'UnsupportedOperationException',
      `Quarterdeck does not have ${operation} yet. The API page of the console lists what it has.`,
    )
  }
  return new ApiError('UnknownOperationException', `There is no operation ${operation.slice(0, 100)} of ${service.slice(0, 40)}.`)
}
