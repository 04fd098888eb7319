import type { Operations } from '#lib/api/operations-type'
import { CallLog, maskSecrets } from '#lib/api/call-log'
import { ApiFailure, type CallOptions, request } from '#lib/api/browser-request'
import { pageRequest } from '#lib/api/page-request'

export { ApiFailure } from '#lib/api/browser-request'

export type OperationName = keyof Operations
export type InputOf<Name extends OperationName> = Operations[Name]['input']
export type OutputOf<Name extends OperationName> = Operations[Name]['output']

/** One request as a page sends it; "Copy as" is made from the same object. */
export interface ApiCall {
  service: string
  operation: string
  input: object
}

export interface Session {
  user: { id: string; email: string; name: string; role: 'owner' | 'operator' | 'viewer'; twoFactor: boolean }
  accountId: string
  /** What this installation is called. */
  installation: string
  region: string
  /** The endpoint that agents and the aws CLI use. */
  url: string
  /** Port of the TLS listener that stock agents use. */
  tlsPort?: number
  /** Epoch seconds at which the session ends, unless it is renewed. */
  expiresAt: number
  version: string
  /** Of the agent that this server hands out. */
  agentVersion: string
}

/** One per tab and outside React, because the API drawer shows calls from wherever they were made. */
export const callLog = new CallLog(50)

/**
 * Calls one API operation through the console's own door, or in process for a page that is being made on the server.
 * The answer has the AWS JSON shape: times are epoch seconds.
 */
export async function call({ service, operation, input }: ApiCall, options: CallOptions = {}): Promise<unknown> {
  const page = pageRequest()
  if (page) return page.call({ service, operation, input })
  const finish = callLog.start(service, operation, input)
  try {
    const { body, requestId, status } = await request(`/api/aws/${service}/${operation}`, input, options)
    finish({ status, requestId, output: maskSecrets(body) })
    return body
  } catch (thrown) {
    if (thrown instanceof ApiFailure)
      finish({ status: thrown.status, requestId: thrown.requestId, failure: { code: thrown.code, message: thrown.message } })
    else
      finish({ status: 0, requestId: undefined, failure: { code: 'Aborted', message: 'The page left before the answer came.' } })
    throw thrown
  }
}

export function ssm<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  options?: CallOptions,
): Promise<OutputOf<Name>> {
  return call({ service: 'ssm', operation: name, input }, options) as Promise<OutputOf<Name>>
}

/** Operations that only this product has, such as ListAuditRecords. `O` is declared by the caller until the registry types it. */
export function quarterdeck<O>(name: string, input: object, options?: CallOptions): Promise<O> {
  return call({ service: 'quarterdeck', operation: name, input }, options) as Promise<O>
}

/** The session gets its whole time anew. */
export async function renewSession(): Promise<Session> {
  const { body } = await request('/api/session', {})
  return body as Session
}

export async function fetchSession(options: CallOptions = {}): Promise<Session> {
  const page = pageRequest()
  if (page) return (await page.call({ service: 'session', operation: 'GetSession', input: {} })) as Session
  const { body } = await request('/api/session', undefined, options)
  return body as Session
}
