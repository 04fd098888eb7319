import { dropDelay, failureDelay, type Random } from '#agent/control-channel/backoff'
import { type Connection, openConnection } from '#agent/control-channel/connection'
import { createControlChannel, firstFrame, upgradeRequest } from '#agent/control-channel/handshake'
import type { HeartbeatTimes } from '#agent/control-channel/heartbeat'
import { type ControlPlane, Refusal } from '#agent/control-plane/control-plane'
import { Sleep } from '#agent/control-plane/sleep'
import { type AgentLog, reasonOf } from '#agent/log'
import type { PlatformType } from '#agent/plugins/plugin'
import type { RoleCredentials } from '#agent/registration/role-credentials'
import type { AgentMessage } from '#lib/wire/agent-message'

/*
 * The one loop that keeps the control channel: credentials -> CreateControlChannel -> WebSocket -> first frame -> serve until it
 * is gone -> again. A dropped connection comes back within 2.5 s; failures in a row wait longer each time, up to 5 min.
 */

export interface ControlChannelOptions {
  plane: ControlPlane
  nodeId: string
  platform: PlatformType
  credentials: RoleCredentials
  log: AgentLog
  random: Random
  heartbeat?: HeartbeatTimes
  connected(connection: Connection): void
  disconnected(reason: string): void
  message(message: AgentMessage, connection: Connection): void
}

// A server that takes connections and drops them at once is failing, whatever it answered.
const steadyAfterMs = 10_000

export async function keepControlChannel(options: ControlChannelOptions, signal: AbortSignal): Promise<void> {
  const sleep = new Sleep()
  for (let failures = 0; !signal.aborted; ) {
    const servedMs = await serveOnce(options, signal)
    if (signal.aborted) return
    failures = servedMs >= steadyAfterMs ? 0 : failures + 1
    const wait = servedMs > 0 && failures <= 1 ? dropDelay(options.random) : failureDelay(failures, options.random)
    await sleep.for(wait, signal)
  }
}

/** How long a connection was served, 0 when there was none. */
async function serveOnce(options: ControlChannelOptions, signal: AbortSignal): Promise<number> {
  const aborted = onAbort(signal)
  try {
    const connection = await Promise.race([open(options, signal), aborted.promise])
    if (!connection) return 0
    const since = performance.now()
    const reason = (await Promise.race([connection.closed, aborted.promise])) ?? 'the agent stops'
    connection.close()
    options.disconnected(reason)
    options.log.info('connection ended', { server: options.plane.url, reason })
    return Math.max(1, performance.now() - since)
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === 'AccessDeniedException') options.credentials.renew()
    options.log.warn('no connection to the server, trying again', { server: options.plane.url, reason: reasonOf(thrown) })
    return 0
  } finally {
    aborted.stop()
  }
}

async function open(options: ControlChannelOptions, signal: AbortSignal): Promise<Connection | undefined> {
  const { plane, nodeId, platform, log } = options
  const credentials = await options.credentials.current()
  const token = await createControlChannel(plane, nodeId, credentials)
  // Messages may come with the answer to the upgrade, before the connection is handed out.
  const early: AgentMessage[] = []
  let receive = (message: AgentMessage): void => void early.push(message)
  const connection = await openConnection({
    plane,
    request: upgradeRequest(plane, nodeId, credentials),
    firstFrame: firstFrame(token, platform),
    onMessage: (message) => receive(message),
    onMalformed: (reason) => log.warn('a frame from the server could not be read', { reason }),
    ...(options.heartbeat && { heartbeat: options.heartbeat }),
  })
  if (signal.aborted) {
    connection.close()
    return undefined
  }
  log.info('connected', { server: plane.url, node: nodeId })
  options.connected(connection)
  receive = (message) => options.message(message, connection)
  early.forEach(receive)
  return connection
}

function onAbort(signal: AbortSignal): { promise: Promise<undefined>; stop(): void } {
  let finish = (): void => undefined
  const promise = new Promise<undefined>((resolve) => {
    finish = () => resolve(undefined)
  })
  if (signal.aborted) finish()
  signal.addEventListener('abort', finish, { once: true })
  return { promise, stop: () => signal.removeEventListener('abort', finish) }
}
