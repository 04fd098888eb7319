import type { Clock } from '#lib/platform/clock'

/** Collects single requests for a short while and runs them together, one batch at a time. */
export interface Batcher<I, O> {
  add(item: I): Promise<O>
  /** Resolves when everything added so far has run. */
  flush(): Promise<void>
}

interface Plan<I, O> {
  clock: Pick<Clock, 'after'>
  waitMilliseconds: number
  largest: number
  /** Answers in the order of the items. A throw fails each of them. */
  run(items: readonly I[]): Promise<readonly O[]>
}

interface Waiting<I, O> {
  item: I
  resolve(answer: O): void
  reject(cause: unknown): void
}

export function createBatcher<I, O>(plan: Plan<I, O>): Batcher<I, O> {
  let waiting: Waiting<I, O>[] = []
  let isScheduled = false
  let running: Promise<void> = Promise.resolve()

  async function drain(): Promise<void> {
    isScheduled = false
    while (waiting.length > 0) {
      const batch = waiting.slice(0, plan.largest)
      waiting = waiting.slice(plan.largest)
      await runBatch(plan, batch)
    }
  }

  function flush(): Promise<void> {
    running = running.then(drain)
    return running
  }

  return {
    add(item) {
      if (!isScheduled) {
        isScheduled = true
        plan.clock.after(plan.waitMilliseconds, () => void flush())
      }
      return new Promise((resolve, reject) => waiting.push({ item, resolve, reject }))
    },
    flush,
  }
}

async function runBatch<I, O>(plan: Plan<I, O>, batch: readonly Waiting<I, O>[]): Promise<void> {
  try {
    const answers = await plan.run(batch.map(({ item }) => item))
    if (answers.length !== batch.length) throw new Error(`${batch.length} requests got ${answers.length} answers`)
    for (const [index, answer] of answers.entries()) batch[index]?.resolve(answer)
  } catch (cause) {
    for (const { reject } of batch) reject(cause)
  }
}
