/** Which handler answers what, by the roles of this process. What belongs to a role of another process is refused in words. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createAwsDoor } from '#lib/api/aws-door'
import { findSession, handleConsoleCall } from '#lib/api/bff-door'
import { formatCursor } from '#lib/capabilities/events/index'
import { withPageRequest } from '#lib/api/server'
import type { ProcessRole } from '#lib/platform/roles'
import { createAgentFiles } from './agent-files'
import type { Channels } from './channels'
import { createDocumentFiles, createSchemaFiles } from './document-files'
import type { EventTail } from './event-tail'
import type { Handler, Routes } from './front-door'
import { createHealth } from './health'
import { type LiveRequest, serveLive } from './live'
import { serveOutputObject } from './output-objects'
import { createPageCall } from './page-call'
import { createPageGate } from './page-gate'
import type { Pages } from './pages'
import type { Services, SignInDoor } from './services'

export interface Parts {
  pages: Pages
  /** Only with the role gateway. */
  channels: Channels | undefined
  /** Only with the role console. */
  tail: EventTail | undefined
  isReady(): boolean
  stopping: AbortSignal
}

export function createRoutes(services: Services, { pages, channels, tail, isReady, stopping }: Parts): Routes {
  const { api, keys, metrics, certificates } = services
  const isApi = api.ports.config.roles.has('api')
  return {
    ...(tail ? consoleRoutes(services, { pages, tail, stopping }) : withoutConsole),
    aws: isApi ? createAwsDoor(api, keys) : elsewhere('api'),
    documentFiles: isApi ? createDocumentFiles(services.system) : elsewhere('api'),
    documentSchemas: isApi ? createSchemaFiles(api.ports.config.url) : elsewhere('api'),
    agentFiles: isApi ? createAgentFiles(api.ports.config, certificates) : elsewhere('api'),
    channels: channels?.create ?? elsewhere('gateway'),
    upgradeChannel: channels?.upgrade ?? ((_request, socket) => socket.destroy()),
    health: createHealth(api.ports, metrics, isReady),
  }
}

type ConsoleRoutes = Omit<
  Routes,
  'aws' | 'agentFiles' | 'documentFiles' | 'documentSchemas' | 'channels' | 'upgradeChannel' | 'health'
>

function consoleRoutes(
  services: Services,
  { pages, tail, stopping }: { pages: Pages; tail: EventTail; stopping: AbortSignal },
): ConsoleRoutes {
  const { api, doors } = services
  const doorFor = (request: IncomingMessage) => ('encrypted' in request.socket ? doors.secure : doors.plain)
  const redirectFor = createPageGate(api.ports)
  return {
    console: (request, response) => handleConsoleCall(api, doorFor(request).signIn, { request, response }),
    output: (request, response) => serveOutputObject(api, doorFor(request).signIn, { request, response }),
    live: (request, response) => live(services, { door: doorFor(request), tail, stopping }, { request, response }),
    auth: (request, response) => doorFor(request).routes.auth(request, response),
    session: (request, response) => doorFor(request).routes.session(request, response),
    setup: (request, response) => doorFor(request).routes.setup(request, response),
    pages: (request, response) =>
      withPageRequest(
        { call: createPageCall(api, doorFor(request), { request, response }), cursor: formatCursor(tail.position()) },
        () => pages.serve(request, response),
      ),
    redirectFor: (request, path) => redirectFor(doorFor(request).signIn, request, path),
    upgradePages: pages.upgrade,
  }
}

const notConsole = elsewhere('console')
const withoutConsole: ConsoleRoutes = {
  console: notConsole,
  output: notConsole,
  live: notConsole,
  auth: notConsole,
  session: notConsole,
  setup: notConsole,
  pages: notConsole,
  redirectFor: async () => undefined,
  upgradePages: () => false,
}

function elsewhere(role: ProcessRole): Handler {
  const message = `This process does not have the role ${role} (QUARTERDECK_ROLES): ask one that has.`
  const body = JSON.stringify({ __type: 'UnknownOperationException', message })
  return (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(404, { 'content-type': 'application/json', connection: 'close' }).end(body)
  }
}

async function live(
  services: Services,
  { door, tail, stopping }: { door: SignInDoor; tail: EventTail; stopping: AbortSignal },
  { request, response }: Pick<LiveRequest, 'request' | 'response'>,
): Promise<void> {
  if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end()
  const session = await findSession(door.signIn, request)
  if (!session) return void response.writeHead(401).end()
  const stillSignedIn = async () => (await findSession(door.signIn, request)) !== undefined
  const ctx = { ...services.system, caller: session.caller }
  await serveLive({ ctx, tail, request, response, stillSignedIn, stopping })
}
