import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

export interface Pages {
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Development only: the socket of hot reloading. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  close(): Promise<void>
}

/** Next, which draws the frames of pages and serves their scripts; everything else is answered before it. */
export async function startPages(options: { dev: boolean; directory: string; host: string; port: number }): Promise<Pages> {
  // Not loaded by processes without a console.
  const { default: next } = await import('next')
  // Next hangs its upgrade listener on the server it is given, and would take over our sockets: it gets one that never listens.
  const decoy = createServer()
  const { dev, directory, host, port } = options
  const app = next({ dev, dir: directory, hostname: host, port, httpServer: decoy })
  const handle = app.getRequestHandler()
  await app.prepare()
  return {
    async serve(request, response) {
      const nonce = randomBytes(16).toString('base64')
      const policy = contentPolicy(nonce, dev)
      request.headers['content-security-policy'] = policy
      request.headers['x-nonce'] = nonce
      response.setHeader('content-security-policy', policy)
      await handle(request, response)
    },
    upgrade: (request, socket, head) => dev && decoy.emit('upgrade', request, socket, head),
    close: () => app.close(),
  }
}

function contentPolicy(nonce: string, dev: boolean): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}'${dev ? " 'unsafe-eval'" : ''}`,
    // Style attributes carry the places of rows in long lists; style elements need the nonce.
    `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}
