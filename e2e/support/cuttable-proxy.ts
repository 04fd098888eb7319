/** Stands between browser and server, and can be cut as a network is. It counts the streams that are open. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CuttableProxy {
  url: string
  /** Ends every connection and takes no new one. */
  cut(): void
  mend(): void
  openStreams(): number
  close(): Promise<void>
}

export async function startProxy(target: string): Promise<CuttableProxy> {
  let isCut = false
  const streams = new Set<ServerResponse>()

  function forward(incoming: IncomingMessage, answer: ServerResponse): void {
    if (isCut) return void incoming.socket.destroy()
    const { method, headers, url = '/' } = incoming
    const outgoing = request(`${target}${url}`, { method, headers, agent: false }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      answer.flushHeaders()
      response.pipe(answer)
    })
    if (url.startsWith('/api/live')) {
      streams.add(answer)
      answer.once('close', () => streams.delete(answer))
    }
    answer.once('close', () => outgoing.destroy())
    outgoing.once('error', () => incoming.socket.destroy())
    incoming.pipe(outgoing)
  }

  const server = createServer(forward)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    cut() {
      isCut = true
      server.closeAllConnections()
    },
    mend() {
      isCut = false
    },
    openStreams: () => streams.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
