import { pino } from 'pino'

/** Structured log lines on standard error. Secrets are masked by path, and never logged on purpose. */
export type Log = Pick<import('pino').Logger, 'debug' | 'info' | 'warn' | 'error' | 'child'>

const masked = ['password', 'secret', 'SecretAccessKey', 'SessionToken', 'ActivationCode', 'token', 'authorization', 'cookie']

export function createLog(level: string): Log {
  const paths = masked.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  // An error under another key than `err` would be printed as `{}`.
  const serializers = { cause: pino.stdSerializers.err }
  return pino({ level, serializers, redact: { paths, censor: '***' } }, pino.destination({ dest: 2, sync: true }))
}
