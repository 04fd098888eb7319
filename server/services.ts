import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Api } from '#lib/api/api'
import type { KeySources } from '#lib/api/authenticate'
import { createCallRates } from '#lib/api/call-rates'
import { createRegistry } from '#lib/api/registry'
import { confirmNodeKey, findNodeKeys, openNodeCredentials } from '#lib/capabilities/activations/index'
import { createAuditWriter } from '#lib/capabilities/audit/index'
import { createOwner, createSignIn, createSigningKeys, hasUsers } from '#lib/capabilities/auth/index'
import { type Ctx, type Ports, systemContext } from '#lib/platform/context'
import { findProjectRoot } from '#lib/platform/project-root'
import { type Certificates, prepareCertificates } from './certificates'
import { noteRootKey } from './root-key'
import { createMetrics, type Metrics } from './metrics'
import { agentVersion } from '#agent/version'
import { createSignInRoutes, type SignInRoutes } from './sign-in-routes'

/** One for each port: the cookie of the https port is for https alone. */
export interface SignInDoor {
  signIn: ReturnType<typeof createSignIn>
  routes: SignInRoutes
}

export interface Services {
  api: Api
  system: Ctx
  keys: KeySources
  metrics: Metrics
  certificates: Certificates
  doors: { plain: SignInDoor; secure: SignInDoor }
  close(): Promise<void>
}

/** What every door stands on, whether or not it listens. */
export async function createServices(ports: Ports): Promise<Services> {
  const ending = new AbortController()
  const system = systemContext(ports, ending.signal)
  const audit = createAuditWriter(ports)
  const metrics = createMetrics()
  const rates = createCallRates(ports.clock, ports.config.limits.callsPerSecond)
  const api: Api = { ports, registry: createRegistry(), observers: { audit, measure: metrics.measure }, rates }
  const signingKeys = createSigningKeys(ports)
  const doors = { plain: createSignInDoor(api, false), secure: createSignInDoor(api, true) }
  await makeGivenOwner(ports, doors.plain)
  await noteRootKey(system)
  return {
    api,
    system,
    metrics,
    doors,
    keys: {
      signingKeys,
      openNodeCredentials: (accessKeyId, sessionToken) => openNodeCredentials(ports, accessKeyId, sessionToken),
      findNodeKeys: (nodeId) => findNodeKeys(ports, nodeId),
      confirmNodeKey: (nodeId, key) => confirmNodeKey(ports, nodeId, key),
    },
    certificates: await prepareCertificates(ports.config, ports.clock.now()),
    async close() {
      ending.abort()
      signingKeys.close()
      await audit.flush()
    },
  }
}

function createSignInDoor(api: Api, secure: boolean): SignInDoor {
  const signIn = createSignIn(api.ports, secure)
  return { signIn, routes: createSignInRoutes(api, signIn, { version: productVersion(), agentVersion }) }
}

/** Unattended set-up: QUARTERDECK_OWNER_EMAIL and QUARTERDECK_OWNER_PASSWORD. */
async function makeGivenOwner(ports: Ports, door: SignInDoor): Promise<void> {
  const { owner } = ports.config
  if (owner && !(await hasUsers(ports)))
    await createOwner(ports, door.signIn, { ...owner, name: owner.email.split('@')[0] ?? 'Owner' })
}

export function productVersion(): string {
  return String(JSON.parse(readFileSync(path.join(findProjectRoot(), 'package.json'), 'utf8')).version)
}
