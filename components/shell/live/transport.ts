import type { FromHub, ToHub } from './messages'

/** One tab's line to the hub, wherever the hub lives. */
export interface Transport {
  send(message: ToHub): void
  close(): void
}

export type Connect = (receive: (message: FromHub) => void) => Transport

/** SharedWorker where there is one; else a hub among the pages, whose code is loaded only then. */
export const connect: Connect = (receive) => {
  if (typeof SharedWorker !== 'undefined') {
    try {
      return throughWorker(receive)
    } catch {
      // Forbidden by policy or broken: the hub runs in a page instead.
    }
  }
  return onceLoaded(
    import('./page-hub').then((module) => module.connectPages),
    receive,
  )
}

function throughWorker(receive: (message: FromHub) => void): Transport {
  const worker = new SharedWorker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'quarterdeck-live' })
  worker.port.onmessage = (event: MessageEvent<FromHub>) => receive(event.data)
  return { send: (message) => worker.port.postMessage(message), close: () => worker.port.close() }
}

function onceLoaded(loading: Promise<Connect>, receive: (message: FromHub) => void): Transport {
  let closed = false
  const transport = loading.then((load) => (closed ? undefined : load(receive)))
  return {
    send: (message) => void transport.then((loaded) => loaded?.send(message)),
    close() {
      closed = true
      void transport.then((loaded) => loaded?.close())
    },
  }
}
