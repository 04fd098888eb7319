/** `/files/documents/…`: attachments, for whoever has a signed link. `/schemas/documents/…`: the document language, for everybody. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { openAttachment } from '#lib/capabilities/documents/index'
import { jsonSchemaOf, schemaNames } from '#lib/capabilities/documents/model/language/schema/json-schema'
import type { Ctx } from '#lib/platform/context'
import type { Handler } from './front-door'

export function createDocumentFiles(system: Ctx): Handler {
  return async (request, response) => {
    if (!isRead(request)) return sendText(response, 405, 'Only GET is possible here.\n')
    const opened = await openAttachment(system, request.url ?? '')
    if (opened.kind === 'refused') return sendText(response, opened.status, `${opened.reason}\n`)
    const { name, bytes, sha256, content } = opened
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': bytes,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
      etag: `"${sha256}"`,
    })
    if (request.method === 'GET') return pipeline(content, response).catch(() => void response.destroy())
    content.destroy()
    response.end()
  }
}

const schemaRoot = '/schemas/documents/'

/** Stable: editors keep these addresses in their settings. */
export function createSchemaFiles(url: string): Handler {
  const addressOf = (name: string) => `${url}${schemaRoot}${name}.json`
  return (request, response) => {
    if (!isRead(request)) return sendText(response, 405, 'Only GET is possible here.\n')
    const file = (request.url ?? '').split('?')[0]?.slice(schemaRoot.length) ?? ''
    const name = file.replace(/\.json$/, '')
    const schemas = schemaNames.map((known) => ({ name: known, url: addressOf(known) }))
    const body = file === '' ? { schemas } : jsonSchemaOf(name, addressOf(name))
    if (!body) return sendText(response, 404, `There is no such schema. ${url}${schemaRoot} lists them.\n`)
    const text = JSON.stringify(body)
    response.writeHead(200, {
      'content-type': file === '' ? 'application/json' : 'application/schema+json',
      'content-length': Buffer.byteLength(text),
      // The language is no secret, and editors in other origins read it.
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=3600',
    })
    response.end(request.method === 'GET' ? text : undefined)
  }
}

function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD'
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end(text)
}
