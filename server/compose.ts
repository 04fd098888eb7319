/** The composition root: the only place that knows every part. */
import { createSystemCall } from '#lib/api/system-call'
import { startBackground } from './background'
import { openChannels } from './channels'
import { startEventTail } from './event-tail'
import { startLocalNode } from './local-node'
import { createFrontDoor } from './front-door'
import { listen } from './listeners'
import type { Pages } from './pages'
import type { OpenPorts } from './ports'
import { createRoutes } from './routes'
import { createServices, type Services } from './services'

export interface Running {
  services: Services
  /** The ports that are listened on, also when the settings said 0. */
  bound: { port: number; tlsPort: number }
  close(): Promise<void>
}

export async function compose({ ports, pool }: OpenPorts, pages: Pages): Promise<Running> {
  const services = await createServices(ports)
  const { roles } = ports.config
  const channels = roles.has('gateway') ? openChannels(services) : undefined
  if (channels) services.metrics.watchChannels(channels.count)
  const tail = roles.has('console') ? await startEventTail(services.system) : undefined
  const background = roles.has('worker') ? await startBackground(ports, pool, services.system.signal) : undefined
  let ready = false
  const stopping = new AbortController()
  const door = createFrontDoor(
    createRoutes(services, { pages, channels, tail, isReady: () => ready, stopping: stopping.signal }),
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
      await channels?.close()
      await listeners.close()
      await background?.stop()
      await pages.close()
      tail?.close()
      await services.close()
    },
  }
}
