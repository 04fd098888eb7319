/**
 * Every request of both ports comes in here. What programs call is answered by us; pages go to Next, and only for people
 * who are signed in.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Log } from '#lib/platform/log'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void

export interface Routes {
  /** `POST /`: the AWS wire API. */
  aws: Handler
  /** Below `/api/aws/`: the same operations for the console. */
  console: Handler
  /** Below `/api/output/`: outputs that commands wrote to a bucket. */
  output: Handler
  live: Handler
  auth: Handler
  session: Handler
  setup: Handler
  /** Below `/v1/`: control channels (and data channels, when sessions exist). */
  channels: Handler
  /** Below `/agent/`: what a node downloads to join. */
  agentFiles: Handler
  /** Below `/files/documents/`: attachments, by signed link. */
  documentFiles: Handler
  /** Below `/schemas/documents/`: the document language for editors. */
  documentSchemas: Handler
  health: Handler
  pages: Handler
  /** Where a page request goes instead, when it may not see the page. */
  redirectFor(request: IncomingMessage, path: string): Promise<string | undefined>
  upgradeChannel(request: IncomingMessage, socket: Duplex, head: Buffer): void
  upgradePages(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
}

const openPages = new Set(['/sign-in', '/setup', '/icon.svg'])

export function createFrontDoor(routes: Routes, log: Pick<Log, 'error'>) {
  const exact = new Map<string, Handler>([
    ['/api/live', routes.live],
    ['/api/session', routes.session],
    ['/api/setup', routes.setup],
    ['/healthz', routes.health],
    ['/readyz', routes.health],
    ['/metrics', routes.health],
  ])
  const below: readonly [string, Handler][] = [
    ['/api/aws/', routes.console],
    ['/api/auth/', routes.auth],
    ['/api/output/', routes.output],
    ['/v1/', routes.channels],
    ['/agent/', routes.agentFiles],
    ['/files/documents/', routes.documentFiles],
    ['/schemas/documents/', routes.documentSchemas],
  ]

  function handlerFor(request: IncomingMessage, path: string): Handler | undefined {
    if (path === '/' && request.method === 'POST') return routes.aws
    return exact.get(path) ?? below.find(([prefix]) => path.startsWith(prefix))?.[1]
  }

  async function page(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const isOpen = openPages.has(path) || path.startsWith('/_next/')
    const target = isOpen && path !== '/setup' && path !== '/sign-in' ? undefined : await routes.redirectFor(request, path)
    if (target === undefined) return routes.pages(request, response)
    response.writeHead(307, { location: target, 'cache-control': 'no-store' }).end()
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request)
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'same-origin')
    response.setHeader('x-frame-options', 'DENY')
    const handler = path === undefined ? badRequest : handlerFor(request, path)
    if (handler) return handler(request, response)
    if (path?.startsWith('/api/')) return notFound(request, response)
    // A browser that has not read the page's own link to its icon yet asks for this.
    if (path === '/favicon.ico') return void response.writeHead(308, { location: '/icon.svg' }).end()
    if (!isReadable(path ?? '/')) return unreadable(request, response)
    await page(request, response, path ?? '/')
  }

  return {
    /** Never rejects: what a handler did not answer itself ends here. */
    async request(request: IncomingMessage, response: ServerResponse): Promise<void> {
      await answer(request, response).catch((cause: unknown) => {
        const requestId = crypto.randomUUID()
        if (!response.destroyed) log.error({ cause, requestId, path: pathOf(request) }, 'a request failed by a fault of ours')
        if (response.headersSent) return void response.destroy()
        response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
        response.end(`The server failed; its log says why under request id ${requestId}.\n`)
      })
    },
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on('error', () => socket.destroy())
      const path = pathOf(request) ?? ''
      if (path.startsWith('/v1/')) return routes.upgradeChannel(request, socket, head)
      if (path.startsWith('/_next/') && routes.upgradePages(request, socket, head)) return
      // The client may keep its side open for ever.
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () => socket.destroy())
    },
  }
}

function pathOf(request: IncomingMessage): string | undefined {
  return URL.parse(request.url ?? '/', 'http://front-door')?.pathname
}

function isReadable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== ''
  } catch {
    return false
  }
}

/** Next would fail by it. */
function unreadable(_request: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end('There is no such page: a percent sign in the address has to be written as %25.\n')
}

function badRequest(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(400, { connection: 'close' }).end()
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(404, { 'content-type': 'application/json' })
    .end('{"__type":"UnknownOperationException","message":"There is no such call."}')
}
