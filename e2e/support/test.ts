/** `test` for all journeys: signed in, and watched: no console error, no request that leaves the installation. */
import { SSMClient } from '@aws-sdk/client-ssm'
import { type BrowserContext, test as base } from '@playwright/test'
import { createGate, type Gate } from './gate'
import { readTrial, type Trial } from './trial'

export { expect } from '@playwright/test'

interface Options {
  /** Console messages that a journey provokes, such as those of a network that was cut. */
  expectedConsole: readonly RegExp[]
}

interface Given {
  trial: Trial
  ssm: SSMClient
  gate: Gate
  watched: void
  toldWhenFailed: void
}

export const test = base.extend<Options & Given>({
  expectedConsole: [[], { option: true }],
  trial: async ({ playwright: _playwright }, give) => give(readTrial()),
  baseURL: async ({ trial }, give) => give(trial.url),
  storageState: async ({ trial }, give) => give(trial.storageState),
  ssm: async ({ trial }, give) => {
    const ssm = new SSMClient({ endpoint: trial.url, region: trial.region, credentials: trial.credentials })
    await give(ssm)
    ssm.destroy()
  },
  // Scripts outlive the agent, and so would those that still wait after a test that failed.
  gate: async ({ playwright: _playwright }, give) => {
    const gate = createGate()
    await give(gate)
    gate.close()
  },
  // A picture stays on the machine that drew it; these words are in the log of whoever runs the journeys.
  toldWhenFailed: [
    async ({ page }, give, info) => {
      await give()
      if (info.status === info.expectedStatus || page.isClosed()) return
      const parts = await page.locator('[role=alert], [role=dialog], h1, [role=status]').allInnerTexts()
      const body = [page.url(), ...parts].join(' | ').replaceAll(/\s+/g, ' ')
      await info.attach('what the page said', { body, contentType: 'text/plain' })
    },
    { auto: true },
  ],
  watched: [
    async ({ context, baseURL, expectedConsole }, give) => {
      const problems = watch(context, new URL(baseURL ?? '').hostname, expectedConsole)
      await give()
      base.expect(problems, 'console messages and requests of the page').toEqual([])
    },
    { auto: true },
  ],
})

function watch(context: BrowserContext, host: string, expected: readonly RegExp[]): string[] {
  const problems: string[] = []
  const add = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) problems.push(text)
  }
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') add(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (failure) => add(`uncaught: ${failure.error().message}`))
  context.on('request', (request) => {
    const { protocol, hostname, href } = new URL(request.url())
    if (/^https?:$/.test(protocol) && hostname !== host) add(`left the installation: ${href}`)
  })
  return problems
}
