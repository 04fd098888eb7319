import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { callOperation, type ControlPlane, Refusal } from '#agent/control-plane/control-plane'
import { ServerClock } from '#agent/control-plane/server-clock'
import { type AgentLog, reasonOf, silentLog } from '#agent/log'
import { makeKeyPair } from '#agent/registration/key-pair'
import { AgentProblem, findRegistration, type Registration, saveRegistration } from '#agent/state/registration'
import { prepareStateDirectory } from '#agent/state/state-directory'

export interface RegisterOptions {
  /** `https://host:port` of the control plane. */
  url: string
  activationId: string
  activationCode: string
  stateDirectory: string
  region?: string
  /** PEM of the certificate authority to trust instead of the system's. */
  ca?: string
  /** Reported as the computer name; default the host name. */
  name?: string
  /** Without it an existing registration is an error. */
  replace?: boolean
  log?: AgentLog
}

/** Makes this machine a managed node: a key pair that never leaves it, and a node id from the server. */
export async function registerAgent(options: RegisterOptions): Promise<{ nodeId: string }> {
  const url = originOf(options.url)
  const existing = findRegistration(options.stateDirectory)
  if (existing && !options.replace) {
    throw new AgentProblem(
      `This machine is registered already, as ${existing.nodeId} at ${existing.url}. Add --replace to register anew.`,
    )
  }
  prepareStateDirectory(options.stateDirectory)
  const { privateKey, publicKey } = await makeKeyPair()
  const fingerprint = randomUUID()
  const plane = { url, region: options.region ?? 'local-1', ca: options.ca, clock: new ServerClock(options.log ?? silentLog) }
  const nodeId = await requestNodeId(plane, {
    ActivationCode: options.activationCode,
    ActivationId: options.activationId,
    Fingerprint: fingerprint,
    PublicKey: publicKey,
    PublicKeyType: 'Rsa',
  })
  const registration: Registration = {
    nodeId,
    url,
    region: plane.region,
    name: options.name ?? hostname(),
    fingerprint,
    privateKey,
  }
  saveRegistration(options.stateDirectory, options.ca === undefined ? registration : { ...registration, ca: options.ca })
  return { nodeId }
}

async function requestNodeId(plane: ControlPlane, body: object): Promise<string> {
  try {
    const { InstanceId: nodeId } = await callOperation(plane, 'RegisterManagedInstance', { body })
    if (typeof nodeId === 'string' && /^mi-[0-9a-f]{17}$/.test(nodeId)) return nodeId
  } catch (thrown) {
    if (thrown instanceof Refusal) throw new AgentProblem(`${plane.url} refused the registration. ${thrown.message}`)
    throw new AgentProblem(`${plane.url} could not be reached: ${reasonOf(thrown)}`)
  }
  throw new AgentProblem(`${plane.url} answered the registration without a node id: is it a Quarterdeck server?`)
}

function originOf(text: string): string {
  const url = URL.parse(text)
  if (url?.protocol === 'https:' && url.pathname === '/' && !url.search) return url.origin
  throw new AgentProblem(`"${text}" is not an https address without a path, such as https://fleet.example.net:3443.`)
}
