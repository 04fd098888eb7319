import { type DestinationStream, pino } from 'pino'

/** Structured log lines on standard error. Secrets are masked by path, and never logged on purpose. */
export type Log = Pick<import('pino').Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>

const masked = [
  'password',
  'secret',
  'SecretAccessKey',
  'secretAccessKey',
  'databaseUrl',
  'natsUrl',
  'SessionToken',
  'ActivationCode',
  'token',
  'authorization',
  'Authorization',
  'cookie',
]

export function createLog(level: string, destination: DestinationStream = pino.destination({ dest: 2, sync: true })): Log {
  const paths = masked.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  const serializers = { err: shownError, cause: shownError }
  return pino({ level, serializers, redact: { paths, censor: '***' } }, destination)
}

const longestChain = 5

/**
 * Named members alone: a failed query carries the values that it was given, in members, in its message and in the database's
 * details, and among them are session tokens and sealed secrets.
 */
function shownError(thrown: unknown, depth = 0): unknown {
  if (!(thrown instanceof Error) || depth >= longestChain) return typeof thrown === 'string' ? thrown : typeof thrown
  const { name, code, constraint, table, status } = thrown as Error & { [member: string]: unknown }
  const { cause } = thrown
  const query = queryOf(thrown)
  const message = query === undefined ? thrown.message : `a query failed: ${messageOf(cause)}`
  const stack = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const shown = { type: name, message, code: code ?? codeOf(cause), constraint, table, status, query, stack: stack.join('\n') }
  return cause === undefined ? shown : { ...shown, cause: shownError(cause, depth + 1) }
}

/** The text of a failed query of drizzle; its values stand in `params`. */
function queryOf(failure: Error): string | undefined {
  return 'query' in failure && 'params' in failure && typeof failure.query === 'string' ? failure.query : undefined
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'for no known reason'
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && 'code' in cause ? cause.code : undefined
}
