/**
 * A run as a person sees it in a browser: a thousand nodes that print ten lines a second, and a log of a million lines.
 * QD_BENCH_ONLY=run or log measures one of them.
 */
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import browserSettings from '../playwright.config'
import { freePort } from '../server/fleet/testing/free-port'
import type { BareLinesSettings } from './support/bare-lines'
import type { BarePrinterSettings } from './support/bare-printers'
import { type Installation, startInstallation } from './support/installation'
import { startScript, until } from './support/processes'
import { pause, percentile, report } from './support/report'
import { signedIn } from './support/signed-in'
import { type PageWork, watchPage } from './support/watched-page'

const nodes = 1_000
const watchedMs = 20_000
/** QD_BENCH_EVERY: milliseconds between two lines of a node. */
const printMs = Number(process.env['QD_BENCH_EVERY'] ?? 100)

async function send(installation: Installation, targets: object, script: string): Promise<string> {
  const sent = await installation.aws('SendCommand', {
    DocumentName: 'AWS-RunShellScript',
    Parameters: { commands: [script] },
    MaxConcurrency: '100%',
    MaxErrors: '100%',
    ...targets,
  })
  return (sent['Command'] as { CommandId: string }).CommandId
}

async function ended(installation: Installation, CommandId: string): Promise<void> {
  await until('the end of the run', 300_000, async () => {
    const { Commands } = await installation.aws('ListCommands', { CommandId })
    const [command] = Commands as { Status: string }[]
    return command?.Status === 'Success' ? true : undefined
  })
}

/** How late the same lines are at a bare server, which neither keeps nor shows them. */
async function measureBare(installation: Installation): Promise<number> {
  const tls = path.join(installation.folder, 'data/tls')
  const port = await freePort()
  const served: BareLinesSettings = {
    port,
    cert: path.join(tls, 'server.pem'),
    key: path.join(tls, 'server.key'),
    watchedMs: watchedMs / 2,
  }
  const server = startScript('bare-lines', served)
  await server.line((line) => (line === 'ready' ? true : undefined))
  const printed: BarePrinterSettings = { port, ca: path.join(tls, 'ca.pem'), connections: nodes, everyMs: printMs }
  const printers = startScript('bare-printers', printed)
  const p95 = await server.line((line) => (line.startsWith('p95 ') ? Number(line.slice(4)) : undefined))
  await printers.stop()
  await server.stop()
  return p95
}

interface View {
  name: 'per node' | 'merged'
  bareP95: number
}

/** Every line tells when it was printed; both clocks are this machine's. */
async function watchRun(installation: Installation, page: Page, { name: view, bareP95 }: View): Promise<void> {
  const seconds = watchedMs / 1000 + 25
  const CommandId = await send(
    installation,
    { Targets: [{ Key: 'InstanceIds', Values: ['*'] }] },
    `stream ${(seconds * 1000) / printMs} ${printMs}`,
  )
  const watch = await watchPage(page, / at (\d{13})/)
  await page.goto(`${installation.url}/commands/${CommandId}${view === 'merged' ? '?view=merged' : ''}`)
  await page
    .getByRole('log')
    .getByText(/line \d+ of/)
    .first()
    .waitFor({ timeout: 60_000 })
  await pause(5_000)
  const work = await watch.during(watchedMs)
  reportRun({ name: view, bareP95 }, work)
  await page.getByRole('link', { name: 'Run Command' }).first().click()
  await page.waitForURL(/\/commands$/)
  await pause(2_000)
  const left = await watch.heapMegabytes()
  report({
    promise: `memory after leaving a live run, ${view}`,
    measured: `${left.toFixed(0)} MB`,
    peer: `${work.heapMegabytes.toFixed(0)} MB on the run`,
    goal: '<= 60 MB',
    met: left <= 60,
  })
  await ended(installation, CommandId)
}

function reportRun(
  { name, bareP95 }: View,
  { latencies, commitsPerSecond, busyShare, longestTaskMs, heapMegabytes }: PageWork,
): void {
  const promise = `live run, ${nodes} nodes x ${1000 / printMs} lines/s, ${name}`
  const p95 = percentile(latencies, 0.95)
  const rows = [
    {
      of: 'line printed -> on the screen',
      measured: `p50 ${percentile(latencies, 0.5)}, p95 ${p95} ms of ${latencies.length}`,
      peer: `p95 ${bareP95} ms of the same lines at a bare ws server`,
      goal: 'p95 <= 500 ms',
      met: p95 <= 500,
    },
    {
      of: 'React commits',
      measured: `${commitsPerSecond.toFixed(1)}/s`,
      goal: '<= 10/s',
      met: commitsPerSecond <= 10,
    },
    { of: 'main thread', measured: `${(busyShare * 100).toFixed(0)} % busy`, goal: '<= 30 %', met: busyShare <= 0.3 },
    { of: 'longest task', measured: `${longestTaskMs.toFixed(0)} ms`, goal: '<= 100 ms', met: longestTaskMs <= 100 },
    { of: 'memory of the page', measured: `${heapMegabytes.toFixed(0)} MB`, goal: '<= 300 MB', met: heapMegabytes <= 300 },
  ]
  for (const { of, ...row } of rows) report({ promise: `${promise}: ${of}`, ...row })
}

/** A node that printed a million lines, 200 MB: opened at the end, and searched for what only the last line has. */
async function watchLog(installation: Installation, page: Page): Promise<void> {
  const { InstanceInformationList } = await installation.aws('DescribeInstanceInformation', {
    Filters: [{ Key: 'PlatformTypes', Values: ['Linux'] }],
    MaxResults: 5,
  })
  const [node] = InstanceInformationList as { InstanceId: string }[]
  const InstanceId = node?.InstanceId ?? ''
  const CommandId = await send(installation, { InstanceIds: [InstanceId] }, 'lines 1000000 200')
  await ended(installation, CommandId)
  await page.goto(`${installation.url}/commands/${CommandId}`)
  const line = (number: string) => page.getByRole('button', { name: `Line ${number}`, exact: true })
  await line('1000000').waitFor({ timeout: 120_000 })
  await page.getByRole('button', { name: 'Grouped by output' }).click()
  await page.getByRole('region', { name: /group A$/ }).waitFor()
  await page.reload()
  await page.getByRole('region', { name: /group A$/ }).waitFor()
  const opened = await timed(async () => {
    await page.getByRole('button', { name: 'Per node' }).click()
    await line('1000000').waitFor()
  })
  const searched = await timed(async () => {
    await page.getByRole('searchbox', { name: 'Search this output' }).fill('1000000 request=')
    await page.getByText('1/1', { exact: true }).waitFor()
  })
  const moved = await timed(async () => {
    await page.getByRole('log').evaluate((log) => log.scrollTo(0, log.scrollHeight / 2))
    await page
      .getByRole('log')
      .getByText(/^4\d{5} request=|^5\d{5} request=/)
      .first()
      .waitFor()
  })
  const promise = 'log of 1 million lines, 200 MB'
  report({ promise: `${promise}: opens at its end`, measured: `${opened} ms`, goal: '<= 600 ms', met: opened <= 600 })
  report({
    promise: `${promise}: hit in the last line found`,
    measured: `${searched} ms`,
    peer: '250 ms of it: typing has to pause',
    goal: '<= 1000 ms',
    met: searched <= 1000,
  })
  report({ promise: `${promise}: lines of the middle`, measured: `${moved} ms`, goal: '<= 600 ms', met: moved <= 600 })
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return Math.round(performance.now() - begun)
}

const installation = await startInstallation()
const browser = await chromium.launch(browserSettings.use?.launchOptions)
try {
  const only = process.env['QD_BENCH_ONLY']
  const context = await signedIn(browser, installation)
  const page = await context.newPage()
  if (only !== 'log') {
    const bareP95 = await measureBare(installation)
    await installation.startFleet(nodes)
    for (const name of ['per node', 'merged'] as const) await watchRun(installation, page, { name, bareP95 })
  }
  if (only === 'log') await installation.startFleet(5)
  if (only !== 'run') await watchLog(installation, page)
} finally {
  await browser.close()
  await installation.stop()
}
