import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Api, callOperation } from '#lib/api/api'
import { findSession, type Session } from '#lib/api/bff-door'
import type { PageCall } from '#lib/api/page-request'
import { settingOf } from '#lib/capabilities/settings/index'
import { ApiError } from '#lib/vocabulary/api-error'
import { toWire } from '#lib/wire/aws-json'
import type { SignInDoor } from './services'

interface Page {
  request: IncomingMessage
  response: ServerResponse
}

/** Calls on behalf of the person who asked for a page: same operations, same authorisation and audit as from their browser. */
export function createPageCall(api: Api, { signIn, routes }: SignInDoor, { request, response }: Page): PageCall {
  let found: Promise<Session | undefined> | undefined
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  return async ({ service, operation, input }) => {
    if (service === 'session' && operation === 'GetInstallationName') {
      const caller = { accountId: api.ports.config.accountId }
      return { Name: await settingOf({ db: api.ports.db, caller }, '/quarterdeck/installation/name') }
    }
    found ??= findSession(signIn, request)
    const session = await found
    if (!session) throw new ApiError('NotSignedInException', 'You are signed out: sign in again.', 401)
    if (service === 'session') return asBrowserReads(await routes.describe(session))
    const { caller } = session
    const asked = { service, operation, input, caller, requestId: crypto.randomUUID(), signal: gone.signal }
    return asBrowserReads(await callOperation(api, asked))
  }
}

function asBrowserReads(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(toWire(answer ?? {})))
}
