import { type HubPort, LiveHub } from './hub'
import type { ToHub } from './messages'

/** Runs as a SharedWorker: one per browser, so one stream however many tabs are open. */
const scope = globalThis as unknown as { onconnect: ((event: MessageEvent) => void) | null }
const hub = new LiveHub()

scope.onconnect = (event) => {
  const [channel] = event.ports
  if (!channel) return
  const port: HubPort = { send: (message) => channel.postMessage(message) }
  channel.onmessage = (message: MessageEvent<ToHub>) => hub.receive(port, message.data)
}
