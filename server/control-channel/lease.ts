import { randomUUID } from 'node:crypto'
import { renewGatewayLease, takeGatewayLease } from '#lib/capabilities/nodes/index'
import type { Timer } from '#lib/platform/clock'
import type { Ctx } from '#lib/platform/context'
import { gatewayLimits } from './limits'

/** By its lease a gateway says that it lives; one that was declared dead goes on under a new id. */
export interface Lease {
  id(): Promise<string>
  /** It runs out by itself, and the sweep clears it away. */
  end(): void
}

interface Listener {
  taken(gatewayId: string): void
  /** The nodes of this gateway are marked as lost: its sockets have to be closed, so that agents come back. */
  lost(): void
}

export function createLease(ctx: Ctx, listener: Listener): Lease {
  let timer: Timer | undefined
  let current = take()
  let isEnded = false

  async function take(): Promise<string> {
    const id = randomUUID()
    await takeGatewayLease(ctx, id)
    listener.taken(id)
    return id
  }

  function restart(): void {
    current = take()
    current.catch(() => undefined)
  }

  async function renew(): Promise<void> {
    const id = await current.catch(() => undefined)
    if (id === undefined) return restart()
    if (await renewGatewayLease(ctx, id)) return
    restart()
    listener.lost()
  }

  function schedule(): void {
    timer = ctx.clock.after(gatewayLimits.leaseRenewSeconds * 1000, () => {
      renew()
        .catch((cause: unknown) => ctx.log.warn({ err: cause }, 'the lease of this gateway could not be renewed'))
        .finally(() => isEnded || schedule())
    })
  }

  current.catch((cause: unknown) => ctx.log.warn({ err: cause }, 'this gateway has no lease yet'))
  schedule()
  return {
    id: () => current,
    end() {
      isEnded = true
      timer?.cancel()
    },
  }
}
