import { createHash } from 'node:crypto'
import { accessSync, constants, createReadStream, existsSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { downloadText, openConnections } from '#agent/downloads/download-file'
import { flagInput, textInput, timeoutInput } from '#agent/plugins/inputs'
import { plugin, type StepContext, StepProblem } from '#agent/plugins/plugin'
import { runScript } from '#agent/plugins/run-script'
import { say } from '#agent/plugins/step-output'
import { agentVersion } from '#agent/version'

interface Installation {
  /** Of the program, its runtime and its launcher. */
  directory: string
  /** Whose home it is in, when it is not the one of the whole machine. */
  home: string | undefined
}

const mostTextBytes = 256 * 1024
const wholeMachine = '/opt/quarterdeck-agent'

/**
 * aws:updateSsmAgent: the agent that the control plane serves takes the place of this one, by the same script that installed it. The
 * script outlives the agent that it stops; the new agent takes it up and tells how it ended.
 */
export const updateSsmAgent = plugin({
  name: 'aws:updateSsmAgent',
  platforms: ['Linux', 'MacOS'],
  parse: (inputs) => ({
    targetVersion: textInput(inputs, 'targetVersion').replace(/^latest$/i, ''),
    mayGoBack: flagInput(inputs, 'allowDowngrade'),
    timeoutSeconds: timeoutInput(inputs['timeoutSeconds']),
  }),
  async run({ targetVersion, timeoutSeconds }, context) {
    const installation = findInstallation()
    const { url } = context.node.plane
    const environment = { ...settingsOfAgent(), HOME: installation.home ?? homedir() }
    const inputs = { workingDirectory: '/', timeoutSeconds, environment }
    const commandLine = (file: string) => [
      '/bin/sh',
      file,
      '--update',
      '--url',
      url,
      ...(installation.home === undefined ? [] : ['--user']),
    ]
    if (context.earlierAttempt) return runScript({ inputs, fileName: 'install.sh', commandLine }, context)
    if (targetVersion !== '' && targetVersion !== agentVersion)
      return {
        kind: 'failed',
        message: `The version ${targetVersion} cannot be had: a control plane serves one version of the agent, its own. Leave targetVersion out.`,
      }
    const served = await fetchServed(installation, context)
    if (served.isCurrent) {
      context.beginAttempt()
      say(context, `The agent ${agentVersion} is up to date.`)
      return { kind: 'exited', code: 0 }
    }
    return runScript({ inputs, fileName: 'install.sh', content: served.script, commandLine }, context)
  },
})

function findInstallation(): Installation {
  const program = process.argv[1]
  const directory = program === undefined ? '' : path.dirname(realpathSync(program))
  const home = directory.endsWith('/.quarterdeck-agent/program') ? path.dirname(path.dirname(directory)) : undefined
  const isInstalled =
    existsSync(path.join(directory, 'bin/quarterdeck-agent')) && (home !== undefined || directory === wholeMachine)
  if (!isInstalled)
    throw new StepProblem(
      `This agent was not installed by install.sh (it runs from ${directory}): update it the way it was installed.`,
    )
  try {
    accessSync(directory, constants.W_OK)
  } catch {
    throw new StepProblem(
      `The account that this agent runs as may not replace ${directory}: run install.sh --update there as root.`,
    )
  }
  return { directory, home }
}

async function fetchServed(
  { directory }: Installation,
  { node, cancelled }: StepContext,
): Promise<{ isCurrent: boolean; script: string }> {
  const connections = openConnections(node.plane.ca)
  const fetchText = (name: string) =>
    downloadText({ url: `${node.plane.url}/agent/${name}`, limit: mostTextBytes, connections, signal: cancelled })
  try {
    const [script, sums] = await Promise.all([fetchText('install.sh'), fetchText('SHA256SUMS')])
    const listed = new Map(sums.split('\n').map((line) => [line.slice(66), line.slice(0, 64)]))
    const own = { 'agent.mjs': 'agent.mjs', [`runtime/${process.platform}-${process.arch}/node`]: 'bin/node' }
    const same = await Promise.all(
      Object.entries(own).map(async ([name, file]) => listed.get(name) === (await sumOf(path.join(directory, file)))),
    )
    return { isCurrent: same.every(Boolean), script }
  } finally {
    connections.close()
  }
}

async function sumOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** Scripts do not see the settings of the agent, but the agent that this one starts has to keep them. */
function settingsOfAgent(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[0].startsWith('QUARTERDECK_') && entry[1] !== undefined,
    ),
  )
}
