import type { Wire } from '#lib/api/operation'
import type { Command } from '@aws-sdk/client-ssm'

type WireCommand = Pick<Wire<Command>, 'Comment' | 'Parameters' | 'DocumentName'>

const longestTitle = 80

/** What a run was for: its comment, else the first line that does something, else the document. */
export function whatRan({ Comment, Parameters, DocumentName }: WireCommand): string {
  if (Comment) return Comment
  const line = (Parameters?.commands ?? []).flatMap((command) => command.split('\n')).find((text) => text.trim() !== '' && !text.trimStart().startsWith('#'))
  const text = line?.trim() ?? DocumentName ?? 'Command'
  return text.length > longestTitle ? `${text.slice(0, longestTitle - 1)}…` : text
}

/** Colours and progress bars of a last line, made plain. */
export function lastLine(output: string | undefined): string {
  const lines = (output ?? '').replace(ansi, '').split(/\r?\n/)
  return lines.findLast((line) => line.trim() !== '' && !line.startsWith('----------ERROR'))?.trim() ?? ''
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what it is about
const ansi = /\u001b\[[0-9;?]*[a-zA-Z]/g

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
