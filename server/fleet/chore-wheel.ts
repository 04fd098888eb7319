/** One timer for everything that nodes do regularly: each second a 54th of them is visited, each node every 54 s. */
export interface ChoreWheel<T> {
  add(item: T): void
  stop(): void
}

const slots = 54

export function startChoreWheel<T>(visit: (item: T, now: number) => void): ChoreWheel<T> {
  const wheel: T[][] = Array.from({ length: slots }, () => [])
  let added = 0
  let turn = 0
  const timer = setInterval(() => {
    turn = (turn + 1) % slots
    const now = Date.now()
    for (const item of wheel[turn] ?? []) visit(item, now)
  }, 1000)
  return {
    add: (item) => void wheel[added++ % slots]?.push(item),
    stop: () => clearInterval(timer),
  }
}
