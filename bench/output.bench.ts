/** A line from the moment it is written on a node until it has arrived at a live stream, and until a browser shows it. */
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { registerAgent } from '#agent/registration/register-agent'
import browserSettings from '../playwright.config'
import { openEventStream } from '../server/testing/event-stream'
import { type Installation, startInstallation } from './support/installation'
import { root, startProgram, until } from './support/processes'
import { percentile, report } from './support/report'
import { signedIn } from './support/signed-in'
import { firstLatency, watchPage } from './support/watched-page'

const runs = 40
/** The node writes the time with the line; both clocks are this machine's. */
const script = ['sleep 0.4', 'date +%s%3N', 'sleep 0.2']

const shownRuns = 20
/** The page has to be open before the line is written. */
const shownScript = ['sleep 3', 'echo "written at $(date +%s%3N)"', 'sleep 0.3']

async function send(installation: Installation, nodeId: string, commands: readonly string[]): Promise<string> {
  const sent = await installation.aws('SendCommand', {
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: [nodeId],
    Parameters: { commands },
  })
  return (sent['Command'] as { CommandId: string }).CommandId
}

async function measureShown(installation: Installation, nodeId: string, page: Page): Promise<number> {
  const CommandId = await send(installation, nodeId, shownScript)
  await page.goto(`${installation.url}/commands/${CommandId}`)
  return firstLatency(page)
}

async function reportShown(installation: Installation, nodeId: string): Promise<void> {
  const browser = await chromium.launch(browserSettings.use?.launchOptions)
  try {
    const page = await (await signedIn(browser, installation)).newPage()
    await watchPage(page, / at (\d{13})/)
    await measureShown(installation, nodeId, page)
    const latencies: number[] = []
    for (let run = 0; run < shownRuns; run += 1) latencies.push(await measureShown(installation, nodeId, page))
    const [p50, p95] = [percentile(latencies, 0.5), percentile(latencies, 0.95)]
    report({
      promise: 'first output line: written on a real node -> on the screen',
      measured: `p50 ${p50} ms, p95 ${p95} ms (${shownRuns} runs)`,
      goal: 'p95 < 150 ms',
      met: p95 < 150,
    })
  } finally {
    await browser.close()
  }
}

async function measureOnce(installation: Installation, nodeId: string, cookie: string): Promise<number> {
  const CommandId = await send(installation, nodeId, script)
  const stream = await openEventStream(`${installation.url}/api/live?topics=output/${CommandId}`, { cookie })
  const { data } = await stream.next(({ event }) => event === 'output')
  const latency = Date.now() - Number((data as { text: string }).text.trim())
  stream.close()
  return latency
}

async function startAgent(installation: Installation) {
  const made = await installation.aws('CreateActivation', { IamRole: 'bench', RegistrationLimit: 1 })
  const stateDirectory = path.join(installation.folder, 'agent')
  const { nodeId } = await registerAgent({
    url: installation.secureUrl,
    ca: installation.authority,
    activationId: String(made['ActivationId']),
    activationCode: String(made['ActivationCode']),
    stateDirectory,
  })
  const env = { ...process.env, QUARTERDECK_AGENT_LOG: 'error' }
  const agent = startProgram(process.execPath, [path.join(root, 'dist/agent/agent.mjs'), 'run', '--state', stateDirectory], env)
  await until('a connected agent', 60_000, async () => {
    const { Status } = await installation.aws('GetConnectionStatus', { Target: nodeId })
    return Status === 'connected' ? true : undefined
  })
  return { nodeId, agent }
}

const installation = await startInstallation()
try {
  const { nodeId, agent } = await startAgent(installation)
  const cookie = await installation.signIn()
  await measureOnce(installation, nodeId, cookie)
  const latencies: number[] = []
  for (let run = 0; run < runs; run += 1) latencies.push(await measureOnce(installation, nodeId, cookie))
  const [p50, p95] = [percentile(latencies, 0.5), percentile(latencies, 0.95)]
  report({
    promise: 'first output line: written on a real node -> arrived at a live stream',
    measured: `p50 ${p50} ms, p95 ${p95} ms (${runs} runs)`,
    peer: '20 ms of it: the agent joins what is written together',
    goal: 'p95 < 150 ms',
    met: p95 < 150,
  })
  await reportShown(installation, nodeId)
  await agent.stop()
} finally {
  await installation.stop()
}
