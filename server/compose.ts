/** The composition root: the only place that knows every part. */
import type { IncomingMessage } from 'node:http'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Api } from '#lib/api/api'
import { createAwsDoor } from '#lib/api/aws-door'
import { findSession, handleConsoleCall } from '#lib/api/bff-door'
import { createRegistry } from '#lib/api/registry'
import { createAuditWriter } from '#lib/capabilities/audit/index'
import { createOwner, createSignIn, createSigningKeys, hasUsers, type SignIn } from '#lib/capabilities/auth/index'
import { systemContext } from '#lib/platform/context'
import { findProjectRoot } from '#lib/platform/project-root'
import { createAgentFiles } from './agent-files'
import { prepareCertificates } from './certificates'
import { startEventTail } from './event-tail'
import { createFrontDoor } from './front-door'
import { createHealth } from './health'
import { listen } from './listeners'
import { serveLive } from './live'
import { createMetrics } from './metrics'
import { startPages } from './pages'
import type { OpenPorts } from './ports'
import { createSignInRoutes } from './sign-in-routes'

export interface Running {
  close(): Promise<void>
}

export async function compose({ open, dev }: { open: OpenPorts; dev: boolean }): Promise<Running> {
  const { ports } = open
  const { config } = ports
  const ending = new AbortController()
  const system = systemContext(ports, ending.signal)
  const certificates = await prepareCertificates(config, ports.clock.now())
  const signIns = { plain: createSignIn(ports, false), secure: createSignIn(ports, true) }
  if (config.owner && !(await hasUsers(ports))) await createOwner(ports, signIns.plain, { ...config.owner, name: 'Owner' })
  const signingKeys = createSigningKeys(ports)
  const audit = createAuditWriter(ports)
  const metrics = createMetrics({ controlChannels: () => 0 })
  const api: Api = { ports, registry: createRegistry(), observers: { audit, measure: metrics.measure } }
  const tail = await startEventTail(system)
  const root = findProjectRoot()
  const pages = await startPages({ dev, directory: root, host: config.host, port: config.port })
  const redirectFor = createPageGate(ports, signIns)
  let ready = false

  const routesOf = (signIn: SignIn) => createSignInRoutes(api, signIn, versionOf(root))
  const signInRoutes = { plain: routesOf(signIns.plain), secure: routesOf(signIns.secure) }
  const by = <T>(pair: { plain: T; secure: T }, request: IncomingMessage): T => (isEncrypted(request) ? pair.secure : pair.plain)
  const door = createFrontDoor({
    aws: createAwsDoor(api, { signingKeys, openNodeCredentials: async () => undefined, findNodeKeys: async () => undefined }),
    console: (request, response) => handleConsoleCall(api, by(signIns, request), request, response),
    async live(request, response) {
      const session = await findSession(by(signIns, request), request)
      if (!session) return void response.writeHead(401).end()
      const stillSignedIn = async () => (await findSession(by(signIns, request), request)) !== undefined
      await serveLive({ ctx: { ...system, caller: session.caller }, tail, request, response, stillSignedIn })
    },
    auth: (request, response) => by(signInRoutes, request).auth(request, response),
    session: (request, response) => by(signInRoutes, request).session(request, response),
    setup: (request, response) => by(signInRoutes, request).setup(request, response),
    channels: (_request, response) => void response.writeHead(404).end(),
    agentFiles: createAgentFiles(config, certificates),
    health: createHealth(ports, metrics, () => ready),
    pages: pages.serve,
    redirectFor: (request, path) => redirectFor(by(signIns, request), request, path),
    upgradeChannel: (_request, socket) => socket.destroy(),
    upgradePages: pages.upgrade,
  })
  const listeners = await listen(config, certificates, door)
  ready = true
  return {
    async close() {
      ready = false
      ending.abort()
      tail.close()
      await listeners.close()
      await pages.close()
      signingKeys.close()
      await audit.flush()
    },
  }
}

function isEncrypted(request: IncomingMessage): boolean {
  return 'encrypted' in request.socket
}

function versionOf(root: string): string {
  return String(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version)
}

/** Pages are for people who are signed in; set-up only while nobody owns the installation. */
function createPageGate(ports: OpenPorts['ports'], _signIns: unknown) {
  let owned = false
  return async (signIn: SignIn, request: IncomingMessage, path: string): Promise<string | undefined> => {
    owned ||= await hasUsers(ports)
    if (!owned) return path === '/setup' ? undefined : '/setup'
    const session = await findSession(signIn, request)
    if (path === '/setup' || path === '/sign-in') return session ? '/' : path === '/setup' ? '/sign-in' : undefined
    return session ? undefined : `/sign-in?next=${encodeURIComponent(request.url ?? '/')}`
  }
}
