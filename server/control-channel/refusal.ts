import { type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Ctx } from '#lib/platform/context'
import { isApiError } from '#lib/vocabulary/api-error'

/** An error as XML. The agent looks for status 403 before it reads the name of the error, and then polls instead. */
export interface Refusal {
  status: number
  xml: string
}

export function refusalOf(ctx: Ctx, thrown: unknown): Refusal {
  if (isApiError(thrown)) {
    return { status: thrown.status === 400 ? 403 : thrown.status, xml: errorXml(thrown.code, thrown.message) }
  }
  ctx.log.error({ err: thrown }, 'a control channel request failed by a fault of ours')
  return { status: 500, xml: errorXml('InternalServerError', 'The server failed.') }
}

export function answerXml(response: ServerResponse, { status, xml }: Refusal): void {
  if (response.headersSent) return void response.end()
  response.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(xml) }).end(xml)
}

export function refuseUpgrade(socket: Duplex, { status, xml }: Refusal): void {
  if (socket.destroyed) return
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}`
  socket.end(
    `${head}\r\nConnection: close\r\nContent-Type: application/xml\r\nContent-Length: ${Buffer.byteLength(xml)}\r\n\r\n${xml}`,
    // The client may keep its side open for ever.
    () => socket.destroy(),
  )
}

function errorXml(code: string, message: string): string {
  return element(
    code,
    element(
      'message',
      message.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`),
    ),
  )
}

/** `content` is XML already. */
export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`
}
