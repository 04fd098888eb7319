import { timeoutInput } from '#agent/plugins/inputs'
import { InvalidInputs } from '#agent/plugins/plugin'

/** The inputs that aws:runShellScript and aws:runPowerShellScript share. */
export interface ScriptInputs {
  lines: readonly string[]
  workingDirectory: string
  timeoutSeconds: number
  environment: Readonly<Record<string, string>>
}

export function parseScriptInputs(inputs: Readonly<Record<string, unknown>>): ScriptInputs {
  return {
    lines: linesOf(inputs['runCommand']),
    workingDirectory: textOf(inputs['workingDirectory']),
    timeoutSeconds: timeoutInput(inputs['timeoutSeconds']),
    environment: environmentOf(inputs['environment']),
  }
}

function linesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) throw new InvalidInputs('runCommand must be a list of lines')
  return value.map((line: unknown) => {
    if (typeof line === 'string') return line
    if (typeof line === 'number' || typeof line === 'boolean') return String(line)
    throw new InvalidInputs('a line of runCommand is not text')
  })
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') throw new InvalidInputs('workingDirectory must be text')
  return value
}

function environmentOf(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined || value === null || value === '') return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw new InvalidInputs('environment must be a map of names to values')
  return Object.fromEntries(
    Object.entries(value).map(([name, content]: [string, unknown]) => {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw new InvalidInputs(`"${name}" is not the name of an environment variable`)
      const isPlain = typeof content === 'string' || typeof content === 'number' || typeof content === 'boolean'
      if (!isPlain) throw new InvalidInputs(`the value of ${name} in environment is not text`)
      if (String(content).includes('\0')) throw new InvalidInputs(`the value of ${name} in environment has a zero byte`)
      return [name, String(content)]
    }),
  )
}
