/** What a page costs its browser: commits of React, tasks of the main thread, memory, and how late it shows what was printed. */
import type { CDPSession, Page } from '@playwright/test'
import { pause } from './report'

export interface PageWork {
  /** Milliseconds from the time in a text to the frame that shows it. */
  latencies: number[]
  commitsPerSecond: number
  busyShare: number
  longestTaskMs: number
  heapMegabytes: number
}

export interface Watch {
  during(milliseconds: number): Promise<PageWork>
  /** What the page holds now. */
  heapMegabytes(): Promise<number>
}

interface Counters {
  commits: number
  longestTask: number
  latencies: number[]
}

/** Before the page is opened. `timePattern` captures the epoch milliseconds in a text. */
export async function watchPage(page: Page, timePattern: RegExp): Promise<Watch> {
  // What tsx wraps named functions in is not there in the page.
  await page.addInitScript('globalThis.__name = (made) => made')
  await page.addInitScript(countWork, timePattern.source)
  const session = await page.context().newCDPSession(page)
  // Time that others had the processor is not the page's work.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    async during(milliseconds) {
      const read = (): Promise<Counters> => page.evaluate(() => (globalThis as unknown as { work: Counters }).work)
      await page.evaluate(() => {
        const { work } = globalThis as unknown as { work: Counters }
        Object.assign(work, { commits: 0, longestTask: 0, latencies: [] })
      })
      const [before, begun] = [await taskSeconds(session), performance.now()]
      await pause(milliseconds)
      const seconds = (performance.now() - begun) / 1000
      const busyShare = ((await taskSeconds(session)) - before) / seconds
      const { commits, longestTask, latencies } = await read()
      return {
        latencies,
        commitsPerSecond: commits / seconds,
        busyShare,
        longestTaskMs: longestTask,
        heapMegabytes: await heapMegabytes(session),
      }
    },
    heapMegabytes: () => heapMegabytes(session),
  }
}

/** How late the first text with a time was since the page was opened. */
export async function firstLatency(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => (globalThis as unknown as { work: Counters }).work.latencies[0])
  return found.jsonValue() as Promise<number>
}

async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1024 / 1024
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN
}

/** Runs in the page: React tells a development tool of each commit, also in the build for production. */
function countWork(timePattern: string): void {
  const work: Counters = { commits: 0, longestTask: 0, latencies: [] }
  const pattern = new RegExp(timePattern)
  const hook = {
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    onCommitFiberRoot: () => (work.commits += 1),
    onCommitFiberUnmount: () => undefined,
    onPostCommitFiberRoot: () => undefined,
  }
  Object.assign(globalThis, { work, __REACT_DEVTOOLS_GLOBAL_HOOK__: hook })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) work.longestTask = Math.max(work.longestTask, duration)
  }).observe({ type: 'longtask', buffered: true })
  const shown = (text: string | null) => {
    const at = Number(pattern.exec(text ?? '')?.[1])
    if (at > 0) requestAnimationFrame(() => work.latencies.push(Date.now() - at))
  }
  new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes) {
      if (type === 'characterData') shown(target.textContent)
      else for (const node of addedNodes) shown(node.textContent)
    }
  }).observe(document, { childList: true, characterData: true, subtree: true })
}
