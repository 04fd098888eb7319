/** `GET /api/output/{bucket}/{key}`: an output that a command wrote to a bucket, for whoever is signed in and may read it. */
import { pipeline } from 'node:stream/promises'
import { type Exchange, respond } from '#lib/api/answer'
import { type Api, callOperation, contextFor } from '#lib/api/api'
import { findSession } from '#lib/api/bff-door'
import type { SignIn } from '#lib/capabilities/auth/index'
import { openOutputObject } from '#lib/capabilities/run-command/index'
import { ApiError } from '#lib/vocabulary/api-error'

const route = /^\/api\/output\/([a-z0-9.-]{3,63})\/([^?#]{1,4000})$/

export function serveOutputObject(api: Api, signIn: SignIn, client: Pick<Exchange, 'request' | 'response'>): Promise<void> {
  return respond(api.ports.log, client, async ({ request, response, requestId, signal }) => {
    const object = objectOf(request.url ?? '')
    if (!object || request.method !== 'GET') throw new ApiError('NoSuchKey', 'There is no such output.', 404)
    const session = await findSession(signIn, request, response)
    if (!session) {
      const next = encodeURIComponent(request.url ?? '/')
      return void response.writeHead(307, { location: `/sign-in?next=${next}`, 'cache-control': 'no-store' }).end()
    }
    const { caller } = session
    // The operation judges who may read, and is what the audit trail shows.
    const input = { Bucket: object.bucket, Key: object.key, MaxBytes: 0 }
    await callOperation(api, { service: 'quarterdeck', operation: 'GetOutputObject', input, caller, requestId, signal })
    const { content, bytes } = await openOutputObject(contextFor(api, { caller, requestId, signal }), object)
    response.writeHead(200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': bytes,
      'content-disposition': `attachment; filename="${nameOf(object.key)}"`,
      'cache-control': 'private, no-store',
    })
    await pipeline(content, response)
  })
}

function objectOf(url: string): { bucket: string; key: string } | undefined {
  const [, bucket, path] = route.exec(url) ?? []
  if (!bucket || !path) return undefined
  try {
    return { bucket, key: decodeURIComponent(path) }
  } catch {
    return undefined
  }
}

/** The end of every key is node, plugin, step and stream. */
function nameOf(key: string): string {
  const [node = '', , step = '', stream = ''] = key.split('/').slice(-4)
  return `${node}-${step}-${stream}.txt`.replace(/[^A-Za-z0-9_.-]/g, '')
}
