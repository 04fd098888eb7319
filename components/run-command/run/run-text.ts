import { speaksOfTrouble } from './first-error'
import { plain } from './plain-text'

/** What the agent adds after a script that failed: the exit code is in its own column. */
const agentLine = /^(failed to run commands: exit status \d+|-+ERROR-+)$/

/** Lists carry only the beginning of a long output. */
const cutLine = '---Output truncated---'

/** One line that stands for the output: the first error of a step that failed, else the last thing that is known to be said. */
export function tellingLine(output: string | undefined, failed: boolean): string {
  const lines = plain(output ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !agentLine.test(line))
  const isCut = lines.at(-1) === cutLine
  const said = lines.filter((line) => line !== cutLine)
  return (failed ? said.find(speaksOfTrouble) : undefined) ?? (isCut ? `${said.at(-1) ?? ''} …` : said.at(-1)) ?? ''
}

export interface StepFacts {
  name: string
  exitCode: number | undefined
  startedAt: number | undefined
  seconds: number | undefined
  output: string
}

interface WirePlugin {
  Name?: string | undefined
  Status?: string | undefined
  StatusDetails?: string | undefined
  ResponseCode?: number | undefined
  ResponseStartDateTime?: number | undefined
  ResponseFinishDateTime?: number | undefined
  Output?: string | undefined
}

/** The step that tells what became of the node: the first that failed, else the last that began. */
export function tellingStep(plugins: readonly WirePlugin[] | undefined): StepFacts | undefined {
  const began = (plugins ?? []).filter((plugin) => plugin.ResponseStartDateTime !== undefined || (plugin.ResponseCode ?? -1) >= 0)
  const failed = began.find((plugin) => plugin.Status === 'Failed' || plugin.Status === 'TimedOut')
  const plugin = failed ?? began.at(-1)
  return plugin && factsOf(plugin)
}

const begunDetails = new Set(['InProgress', 'Cancelling', 'Success', 'Failed', 'ExecutionTimedOut'])

/** True once the node may have printed something: a running step is reported only when it ends, but its output comes before. */
export function hasBegun(row: {
  StatusDetails?: string | undefined
  CommandPlugins?: readonly WirePlugin[] | undefined
}): boolean {
  return begunDetails.has(row.StatusDetails ?? '') || tellingStep(row.CommandPlugins) !== undefined
}

export function factsOf(plugin: WirePlugin): StepFacts {
  const { ResponseStartDateTime: start, ResponseFinishDateTime: finish, ResponseCode: code = -1 } = plugin
  return {
    name: plugin.Name ?? '',
    exitCode: code < 0 ? undefined : code,
    startedAt: start,
    seconds: start === undefined || finish === undefined ? undefined : Math.max(0, finish - start),
    output: plugin.Output ?? '',
  }
}
