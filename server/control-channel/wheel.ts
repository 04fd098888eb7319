import type { Clock, Timer } from '#lib/platform/clock'
import { type Connection, terminate } from './connection'
import { gatewayLimits } from './limits'

const slots = 15

/** One timer for all sockets: each second it looks at one fifteenth of them. */
export interface Wheel {
  add(connection: Connection): void
  delete(connection: Connection): void
  stop(): void
}

export function createWheel(clock: Clock): Wheel {
  const wheel = Array.from({ length: slots }, () => new Set<Connection>())
  const slotOf = new WeakMap<Connection, Set<Connection>>()
  let added = 0
  let turn = 0
  let timer: Timer | undefined

  function tick(): void {
    timer = clock.after(1000, tick)
    turn = (turn + 1) % slots
    const now = clock.now().getTime()
    for (const connection of wheel[turn] ?? []) check(connection, now)
  }

  tick()
  return {
    add(connection) {
      const slot = wheel[added++ % slots]
      if (!slot) return
      slot.add(connection)
      slotOf.set(connection, slot)
    },
    delete: (connection) => void slotOf.get(connection)?.delete(connection),
    stop: () => timer?.cancel(),
  }
}

function check(connection: Connection, now: number): void {
  const silent = (now - connection.heardAt) / 1000
  const isLate = connection.state !== 'open' && now - connection.since > gatewayLimits.openSeconds * 1000
  if (isLate) return terminate(connection, 'it did not open the channel')
  if (silent >= gatewayLimits.silentSeconds) return terminate(connection, 'it went silent')
  if (silent >= gatewayLimits.pingAfterSeconds) connection.socket.ping()
}
