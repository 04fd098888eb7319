import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A plain HTTP server whose answers a test writes, by path. */
export async function startFileServer(
  handlers: Readonly<Record<string, Handler>>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const handler =
      handlers[new URL(request.url ?? '/', 'http://x').pathname] ??
      Object.entries(handlers).find(([prefix]) => prefix.endsWith('/*') && request.url?.startsWith(prefix.slice(0, -1)))?.[1]
    if (handler) handler(request, response)
    else response.writeHead(404).end('nothing here')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
