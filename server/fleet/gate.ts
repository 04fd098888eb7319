/** Lets at most `width` pieces of work run at a time; the others wait in line. */
export interface Gate {
  run<T>(work: () => Promise<T>): Promise<T>
}

export function createGate(width: number): Gate {
  const line: (() => void)[] = []
  let inside = 0

  async function enter(): Promise<void> {
    if (inside < width) inside += 1
    else await new Promise<void>((resolve) => line.push(resolve))
  }

  function leave(): void {
    const next = line.shift()
    if (next) next()
    else inside -= 1
  }

  return {
    async run(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
