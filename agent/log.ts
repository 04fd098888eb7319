export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

type Detail = Readonly<Record<string, string | number | boolean | undefined>>

/** Plain lines on standard error. Callers name ids and codes, never keys, tokens, parameters or output. */
export type AgentLog = Readonly<Record<LogLevel, (message: string, detail?: Detail) => void>>

const rank: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 }

export function createAgentLog(level: LogLevel, write: (line: string) => void = (line) => process.stderr.write(line)): AgentLog {
  const at = (own: LogLevel) => (message: string, detail?: Detail) => {
    if (rank[own] < rank[level]) return
    write(`${new Date().toISOString()} ${own.toUpperCase().padEnd(5)} ${oneLine(message)}${detail ? detailText(detail) : ''}\n`)
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export const silentLog: AgentLog = createAgentLog('error', () => undefined)

export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

function detailText(detail: Detail): string {
  const parts = Object.entries(detail).filter(([, value]) => value !== undefined)
  return parts.map(([name, value]) => ` ${name}=${oneLine(String(value))}`).join('')
}

// A server or a file may put line breaks into a message; a log line must stay one line.
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ')
}
