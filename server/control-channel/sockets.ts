import type { WebSocket } from 'ws'
import type { NodeName } from '#lib/capabilities/nodes/model/channel'
import type { Ctx } from '#lib/platform/context'
import type { Channels } from './channels'
import { close, terminate } from './connection'
import { gatewayLimits } from './limits'
import type { Receiver } from './receiver'
import { createWheel } from './wheel'

/** The sockets of one gateway and what happens on them. */
export interface Sockets {
  accept(node: NodeName, socket: WebSocket): void
  count(): number
  /** With a closing handshake; the sockets end a little later. */
  closeAll(code: number, reason: string): void
  /** Resolves when no socket is left; those that do not finish the handshake in time are cut. */
  end(): Promise<void>
}

export function createSockets(ctx: Ctx, { channels, receiver }: { channels: Channels; receiver: Receiver }): Sockets {
  const wheel = createWheel(ctx.clock)
  let open = 0

  function accept(node: NodeName, socket: WebSocket): void {
    open += 1
    const connection = channels.accept(node, socket)
    wheel.add(connection)
    const heard = () => {
      connection.heardAt = ctx.clock.now().getTime()
    }
    socket.on('message', (data, isBinary) => receiver.frame(connection, data, isBinary))
    socket.on('ping', heard)
    socket.on('pong', heard)
    socket.on('error', (cause) => terminate(connection, cause.message))
    socket.on('close', (code) => {
      open -= 1
      wheel.delete(connection)
      channels.ended(connection, code === 1006 ? 'the connection broke' : `closed by the agent (${code})`)
    })
  }

  return {
    accept,
    count: () => open,
    closeAll(code, reason) {
      for (const connection of channels.all()) close(connection, code, reason)
    },
    async end() {
      const left = [...channels.all()]
      const gone = left.map(({ socket }) => new Promise((resolve) => socket.once('close', resolve)))
      const timer = ctx.clock.after(gatewayLimits.closeSeconds * 1000, () => {
        for (const connection of left) terminate(connection, 'the server stops')
      })
      await Promise.all(gone)
      timer.cancel()
      wheel.stop()
    },
  }
}
