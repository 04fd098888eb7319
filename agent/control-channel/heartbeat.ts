import type { WebSocket } from 'ws'

const pingEveryMs = 54_000
const answerWithinMs = 20_000

export interface HeartbeatTimes {
  pingEveryMs: number
  answerWithinMs: number
}

/** Pings, and cuts a connection whose other side says nothing any more: a dead peer closes no socket. */
export function keepAlive(socket: WebSocket, times: HeartbeatTimes = { pingEveryMs, answerWithinMs }): void {
  let deadline: NodeJS.Timeout | undefined
  const heard = () => {
    clearTimeout(deadline)
    deadline = undefined
  }
  const ping = setInterval(() => {
    deadline ??= setTimeout(() => socket.terminate(), times.answerWithinMs)
    socket.ping('keepalive')
  }, times.pingEveryMs)
  socket.on('pong', heard)
  socket.on('message', heard)
  socket.once('close', () => {
    clearInterval(ping)
    clearTimeout(deadline)
  })
}
