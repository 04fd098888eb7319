import { choiceInput, requiredText, textInput, textsInput, timeoutInput } from '#agent/plugins/inputs'
import { InvalidInputs, plugin } from '#agent/plugins/plugin'
import { runScript } from '#agent/plugins/run-script'
import { findProgram } from '#agent/processes/find-program'

type Inputs = Readonly<Record<string, unknown>>

const actions = [
  'Create',
  'Start',
  'Run',
  'Stop',
  'Rm',
  'Exec',
  'Inspect',
  'Logs',
  'Ps',
  'Stats',
  'Pull',
  'Images',
  'Rmi',
] as const
type Action = (typeof actions)[number]

interface DockerCommand {
  args: readonly string[]
  workingDirectory: string
  timeoutSeconds: number
}

/** aws:runDockerAction: one command of the docker program, whose output and exit code are those of the step. */
export const runDockerAction = plugin<DockerCommand>({
  name: 'aws:runDockerAction',
  platforms: ['Linux', 'MacOS', 'Windows'],
  parse: (inputs) => ({
    args: dockerArguments(choiceInput(inputs, 'action', actions), inputs),
    workingDirectory: textInput(inputs, 'workingDirectory'),
    timeoutSeconds: timeoutInput(inputs['timeoutSeconds']),
  }),
  run({ args, workingDirectory, timeoutSeconds }, context) {
    const docker = findProgram('docker')
    if (docker === undefined)
      return Promise.resolve({
        kind: 'failed',
        message:
          'Docker is not installed on this node: no program named docker was found. Install it, for example with aws:configureDocker.',
      })
    const inputs = { workingDirectory, timeoutSeconds, environment: {} }
    return runScript({ inputs, fileName: 'docker', commandLine: () => [docker, ...args] }, context)
  },
})

/** What follows `docker`, never through a shell. */
export function dockerArguments(action: Action, inputs: Inputs): readonly string[] {
  const command = action.toLowerCase()
  const container = () => operand(inputs, 'container')
  const image = () => operand(inputs, 'image')
  switch (action) {
    case 'Create':
    case 'Run':
      return [command, ...containerOptions(inputs), image(), ...words(textInput(inputs, 'cmd'))]
    case 'Exec':
      return [command, ...option(inputs, 'user', '--user'), container(), ...requiredWords(inputs, 'cmd')]
    case 'Start':
    case 'Stop':
    case 'Rm':
    case 'Logs':
      return [command, container()]
    case 'Inspect':
      return [command, textInput(inputs, 'container') === '' ? image() : container()]
    case 'Ps':
    case 'Images':
      return action === 'Ps' ? [command, '--all'] : [command]
    case 'Stats':
      return [command, '--no-stream', ...(textInput(inputs, 'container') === '' ? [] : [container()])]
    case 'Pull':
    case 'Rmi':
      return [command, image()]
    default:
      return action satisfies never
  }
}

function containerOptions(inputs: Inputs): readonly string[] {
  const many = (name: string, flag: string) => textsInput(inputs, name).flatMap((text) => [`${flag}=${text}`])
  return [
    ...option(inputs, 'container', '--name'),
    ...many('volume', '--volume'),
    ...many('publish', '--publish'),
    ...many('env', '--env'),
    ...option(inputs, 'memory', '--memory'),
    ...option(inputs, 'cpuShares', '--cpu-shares'),
    ...option(inputs, 'user', '--user'),
  ]
}

function option(inputs: Inputs, name: string, flag: string): readonly string[] {
  const text = textInput(inputs, name)
  return text === '' ? [] : [`${flag}=${text}`]
}

/** A name must not be taken for an option. */
function operand(inputs: Inputs, name: string): string {
  const text = requiredText(inputs, name)
  if (text.startsWith('-')) throw new InvalidInputs(`${name} must not begin with a hyphen`)
  return text
}

function requiredWords(inputs: Inputs, name: string): readonly string[] {
  return words(requiredText(inputs, name))
}

const word = /(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])+/gs
const part = /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)|[^"'\\]+/gs

/** Words as a shell would part them, with quotes and backslashes, and nothing else of a shell. */
export function words(text: string): readonly string[] {
  if (text.replace(word, '').trim() !== '') throw new InvalidInputs('cmd has a quote that does not end')
  return [...text.matchAll(word)].map(([whole]) => [...whole.matchAll(part)].map(plainOf).join(''))
}

function plainOf([whole, double, single, escaped]: RegExpExecArray): string {
  return double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? whole
}
