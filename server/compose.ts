/** The composition root: the only place that knows every part. */
import type { IncomingMessage } from 'node:http'
import { createSystemCall } from '#lib/api/system-call'
import { createAwsDoor } from '#lib/api/aws-door'
import { findSession, handleConsoleCall } from '#lib/api/bff-door'
import { startBackground } from './background'
import { type Channels, openChannels } from './channels'
import { startLocalNode } from './local-node'
import { createAgentFiles } from './agent-files'
import { createFrontDoor, type Routes } from './front-door'
import { createHealth } from './health'
import { listen } from './listeners'
import { type LiveRequest, serveLive } from './live'
import { serveOutputObject } from './output-objects'
import { createPageGate } from './page-gate'
import type { Pages } from './pages'
import type { OpenPorts } from './ports'
import { createServices, type Services, type SignInDoor } from './services'

export interface Running {
  services: Services
  /** The ports that are listened on, also when the settings said 0. */
  bound: { port: number; tlsPort: number }
  close(): Promise<void>
}

export async function compose({ ports, pool }: OpenPorts, pages: Pages): Promise<Running> {
  const services = await createServices(ports)
  const channels = openChannels(services)
  services.metrics.watchChannels(channels.count)
  const background = await startBackground(ports, pool, services.system.signal)
  let ready = false
  const stopping = new AbortController()
  const door = createFrontDoor(
    createRoutes(services, { pages, channels, isReady: () => ready, stopping: stopping.signal }),
    ports.log,
  )
  const listeners = await listen(ports, services.certificates, door)
  const { system, certificates } = services
  const localNode = ports.config.localNode
    ? await startLocalNode(system, createSystemCall(services.api, system), {
        tlsPort: listeners.bound.tlsPort,
        authority: certificates.authority,
      })
    : undefined
  ready = true
  return {
    services,
    bound: listeners.bound,
    async close() {
      ready = false
      stopping.abort()
      await localNode?.stop()
      await channels.close()
      await listeners.close()
      await background.stop()
      await pages.close()
      await services.close()
    },
  }
}

interface Parts {
  pages: Pages
  channels: Channels
  isReady(): boolean
  stopping: AbortSignal
}

function createRoutes(services: Services, { pages, channels, isReady, stopping }: Parts): Routes {
  const { api, keys, metrics, certificates, doors } = services
  const { ports } = api
  const doorFor = (request: IncomingMessage) => ('encrypted' in request.socket ? doors.secure : doors.plain)
  const redirectFor = createPageGate(ports)
  return {
    aws: createAwsDoor(api, keys),
    console: (request, response) => handleConsoleCall(api, doorFor(request).signIn, { request, response }),
    output: (request, response) => serveOutputObject(api, doorFor(request).signIn, { request, response }),
    live: (request, response) => live(services, { door: doorFor(request), stopping }, { request, response }),
    auth: (request, response) => doorFor(request).routes.auth(request, response),
    session: (request, response) => doorFor(request).routes.session(request, response),
    setup: (request, response) => doorFor(request).routes.setup(request, response),
    channels: channels.create,
    agentFiles: createAgentFiles(ports.config, certificates),
    health: createHealth(ports, metrics, isReady),
    pages: pages.serve,
    redirectFor: (request, path) => redirectFor(doorFor(request).signIn, request, path),
    upgradeChannel: channels.upgrade,
    upgradePages: pages.upgrade,
  }
}

async function live(
  services: Services,
  { door, stopping }: { door: SignInDoor; stopping: AbortSignal },
  { request, response }: Pick<LiveRequest, 'request' | 'response'>,
): Promise<void> {
  if (request.method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end()
  const session = await findSession(door.signIn, request)
  if (!session) return void response.writeHead(401).end()
  const stillSignedIn = async () => (await findSession(door.signIn, request)) !== undefined
  const ctx = { ...services.system, caller: session.caller }
  await serveLive({ ctx, tail: services.tail, request, response, stillSignedIn, stopping })
}
