import { type HubPort, LiveHub } from './hub'
import type { FromHub, ToHub } from './messages'
import type { Connect, Transport } from './transport'

/** The tab that holds a lock runs the hub for all; where there are no locks, each tab has its own. */
export const connectPages: Connect = (receive) =>
  'locks' in navigator && typeof BroadcastChannel !== 'undefined' ? throughElectedTab(receive) : inThisTab(receive)

function inThisTab(receive: (message: FromHub) => void): Transport {
  const hub = new LiveHub()
  const port: HubPort = { send: receive }
  return { send: (message) => hub.receive(port, message), close: () => hub.close() }
}

type Letter =
  | { to: 'hub'; from: string; message: ToHub }
  | { to: string; from: 'hub'; message: FromHub }
  | { to: 'all'; from: 'hub' }

/** Letters on a BroadcastChannel. A new leader asks every tab for its topics again. */
function throughElectedTab(receive: (message: FromHub) => void): Transport {
  const channel = new BroadcastChannel('quarterdeck-live')
  const me = Math.random().toString(36).slice(2)
  const leaving = new AbortController()
  let topics: ToHub = { kind: 'topics', topics: [] }
  let hub: { receive(from: string, message: ToHub): void; close(): void } | undefined
  const post = (letter: Letter) => channel.postMessage(letter)
  const toHub = (message: ToHub) => (hub ? hub.receive(me, message) : post({ to: 'hub', from: me, message }))
  channel.onmessage = ({ data }: MessageEvent<Letter>) => {
    if (data.to === 'hub' && 'message' in data) hub?.receive(data.from, data.message as ToHub)
    else if (data.to === 'all') toHub(topics)
    else if (data.to === me && 'message' in data) receive(data.message as FromHub)
  }
  const lead = () => {
    hub = makeHub((to, message) => (to === me ? receive(message) : post({ to, from: 'hub', message })))
    post({ to: 'all', from: 'hub' })
    toHub(topics)
    return new Promise<void>((release) => leaving.signal.addEventListener('abort', () => release()))
  }
  navigator.locks.request('quarterdeck-live', { signal: leaving.signal }, lead).catch(() => undefined)
  return {
    send(message) {
      // A later leader's stream begins later than this page: it must not take our number for its own.
      if (message.kind === 'topics') topics = { kind: 'topics', topics: message.topics }
      toHub(message)
    },
    close() {
      leaving.abort()
      hub?.close()
      channel.close()
    },
  }
}

function makeHub(deliver: (to: string, message: FromHub) => void) {
  const hub = new LiveHub()
  const ports = new Map<string, HubPort>()
  return {
    receive(from: string, message: ToHub) {
      const port = ports.get(from) ?? { send: (answer: FromHub) => deliver(from, answer) }
      ports.set(from, port)
      hub.receive(port, message)
    },
    close: () => hub.close(),
  }
}
