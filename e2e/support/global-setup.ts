/** One owned installation with a fleet for all journeys; the first-run journey starts another one. */
import path from 'node:path'
import { AddTagsToResourceCommand, paginateDescribeInstanceInformation, SSMClient } from '@aws-sdk/client-ssm'
import { request } from '@playwright/test'
import { type Installation, launch, owner, type Program, root, runToEnd, startInstallation } from './installation'
import { keepTrial } from './trial'

const cli = path.join(root, 'dist/cli.mjs')
const fleetWithinMilliseconds = 60_000

/** Every second of `web` and all of `db`, whose commands all fail, so that runs have something to tell. */
const fleets = [
  { prefix: 'web-', nodes: process.env['QD_SCREENSHOTS'] === '1' ? 44 : 21, failPercent: 0 },
  { prefix: 'db-', nodes: 3, failPercent: 100 },
]

export default async function setUp(): Promise<() => Promise<void>> {
  const installation = await startInstallation({ owned: true })
  const programs: Program[] = []
  const tearDown = async () => {
    await Promise.all(programs.map((program) => program.stop()))
    await installation.stop()
  }
  try {
    const { url, secureUrl, dataDirectory } = installation
    const key = JSON.parse(await runToEnd([cli, 'access-key', 'create', '--user', owner.email, '--json'], installation.env))
    for (const fleet of fleets) programs.push(await startFleet(installation, fleet))
    const credentials = { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey }
    await tagNodes(new SSMClient({ endpoint: url, region: key.Region, credentials }))
    const storageState = path.join(dataDirectory, 'browser.json')
    await signIn(url, storageState)
    keepTrial({ url, secureUrl, dataDirectory, region: key.Region, credentials, storageState })
    return tearDown
  } catch (thrown) {
    await tearDown()
    throw thrown
  }
}

async function startFleet({ dataDirectory, env }: Installation, fleet: (typeof fleets)[number]): Promise<Program> {
  const { prefix, nodes, failPercent } = fleet
  const state = path.join(dataDirectory, `fleet-${prefix}`)
  const options = ['--nodes', nodes, '--prefix', prefix, '--fail-percent', failPercent, '--state', state].map(String)
  const program = launch([cli, 'fleet', 'start', '--json', ...options], env)
  await program.prints(/"connected"/, fleetWithinMilliseconds)
  return program
}

async function tagNodes(ssm: SSMClient): Promise<void> {
  for await (const page of paginateDescribeInstanceInformation({ client: ssm }, {})) {
    for (const { InstanceId, ComputerName = '' } of page.InstanceInformationList ?? []) {
      const [, role, number] = /^(web|db)-(\d+)/.exec(ComputerName) ?? []
      if (!role) continue
      const tags = { role, env: Number(number) % 2 === 0 ? 'stage' : 'prod' }
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
      await ssm.send(new AddTagsToResourceCommand({ ResourceType: 'ManagedInstance', ResourceId: InstanceId, Tags }))
    }
  }
}

/** Once for all journeys: the server takes six tries a minute. */
async function signIn(url: string, storageState: string): Promise<void> {
  const browser = await request.newContext({ baseURL: url, extraHTTPHeaders: { origin: url } })
  const answer = await browser.post('/api/auth/sign-in/email', { data: owner })
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}: ${await answer.text()}`)
  await browser.storageState({ path: storageState })
  await browser.dispose()
}
