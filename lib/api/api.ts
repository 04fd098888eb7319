import type { Caller, Ctx, Ports } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { invoke, type Observers } from './invoke'
import { isModelOperation } from './model-operations'
import { type Registry, registryKey } from './registry'

/** What both doors share: ports, operations and observers, bound at the composition root. */
export interface Api {
  ports: Ports
  registry: Registry
  observers: Observers
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
  return invoke({ ctx: contextFor(api, request), operation, input: request.input, observers: api.observers })
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
