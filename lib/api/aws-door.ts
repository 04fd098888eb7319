/** `POST /`: AWS JSON 1.1 by `X-Amz-Target`, and the query protocol for the one call of STS that everybody tries first. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '#lib/platform/context'
import { ApiError, isApiError } from '#lib/vocabulary/api-error'
import { parseBody } from '#lib/wire/aws-json'
import { answerJson, type Exchange, respond } from './answer'
import { type Api, callOperation } from './api'
import { authenticate, type KeySources } from './authenticate'
import { clientOf } from './client'
import { mebibyte, readBody } from './read-body'
import { createRefusedCalls } from './refused-calls'
import { registryKey } from './registry'
import { answerCallerIdentity, answerStsError } from './sts-query'

interface Target {
  service: string
  operation: string
}

interface Called extends Target {
  /** Names of the service that the signature may be scoped to. */
  signedAs: readonly string[]
}

const services: ReadonlyMap<string, { service: string; signedAs: readonly string[] }> = new Map([
  ['AmazonSSM', { service: 'ssm', signedAs: ['ssm'] }],
  ['TrentService', { service: 'kms', signedAs: ['kms'] }],
  ['EC2WindowsMessageDeliveryService', { service: 'ec2messages', signedAs: ['ec2messages'] }],
  ['Quarterdeck', { service: 'quarterdeck', signedAs: ['quarterdeck', 'ssm'] }],
])

const targetPattern = /^([A-Za-z0-9]{1,60})(?:_\d+)?\.([A-Za-z0-9]{1,100})$/

export function createAwsDoor(api: Api, keys: KeySources) {
  const refused = createRefusedCalls(api.ports, api.observers.audit)

  async function callerOf({ request, requestId }: Exchange, body: Buffer, called: Called): Promise<Caller> {
    const http = { method: request.method ?? 'POST', url: request.url ?? '/', headers: request.headers, body }
    const client = clientOf(request)
    try {
      return await authenticate(api.ports, keys, { http, client, services: called.signedAs })
    } catch (failure) {
      if (isApiError(failure)) {
        const { service } = called
        const operation = api.registry.get(registryKey(service, called.operation))
        refused.add({ operation, service, client, authorization: request.headers.authorization, failure, requestId })
        api.observers.measure({ service, operation: operation?.name ?? 'unknown', result: failure.code, seconds: 0 })
      }
      throw failure
    }
  }

  async function json(exchange: Exchange): Promise<void> {
    const { request, response, requestId, signal } = exchange
    const body = await readBody(request, api.ports.config.limits.requestMiB * mebibyte)
    const called = targetOf(request)
    const { service, operation } = called
    const caller = isUnsigned(request, api, { service, operation })
      ? { kind: 'anonymous' as const, accountId: api.ports.config.accountId, ...clientOf(request) }
      : await callerOf(exchange, body, called)
    answerJson(response, await callOperation(api, { service, operation, input: parseBody(body), caller, requestId, signal }))
  }

  async function query(exchange: Exchange): Promise<void> {
    const { request, response, requestId, signal } = exchange
    try {
      const body = await readBody(request, 64 * 1024)
      const action = new URLSearchParams(body.toString('utf8')).get('Action')
      if (action !== 'GetCallerIdentity')
        throw new ApiError('InvalidAction', `Could not find operation ${action?.slice(0, 100)}.`)
      const caller = await callerOf(exchange, body, { service: 'sts', operation: action, signedAs: ['sts'] })
      const call = { service: 'sts', operation: action, input: {}, caller, requestId, signal }
      answerCallerIdentity(response, await callOperation(api, call), requestId)
    } catch (thrown) {
      if (!isApiError(thrown)) throw thrown
      answerStsError(response, thrown, requestId)
    }
  }

  return (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    respond(api.ports.log, { request, response }, (exchange) => (isQuery(request) ? query(exchange) : json(exchange)))
}

function isQuery(request: IncomingMessage): boolean {
  return (
    (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded') && !request.headers['x-amz-target']
  )
}

function targetOf(request: IncomingMessage): Called {
  const text = String(request.headers['x-amz-target'] ?? '')
  const [, prefix = '', operation = ''] = targetPattern.exec(text) ?? []
  const known = services.get(prefix)
  if (known && operation) return { ...known, operation }
  if (text === '')
    throw new ApiError(
      'UnknownOperationException',
      'The header X-Amz-Target is missing: it names the operation, such as AmazonSSM.SendCommand.',
    )
  throw new ApiError('UnknownOperationException', `There is no operation ${text.slice(0, 100)} here.`)
}

/** Registration proves itself by its activation code; it comes without any signature. */
function isUnsigned(request: IncomingMessage, api: Api, target: Target): boolean {
  if (request.headers.authorization !== undefined) return false
  return api.registry.get(registryKey(target.service, target.operation))?.audience.includes('anonymous') ?? false
}
