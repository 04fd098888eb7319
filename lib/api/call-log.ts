/** One call as the API drawer shows it. Secrets are masked before anything is kept. */
export interface LoggedCall {
  id: number
  service: string
  operation: string
  input: unknown
  startedAt: number
  durationMs?: number
  status?: number
  requestId?: string | undefined
  output?: unknown
  failure?: { code: string; message: string }
}

export type CallEnd = Pick<LoggedCall, 'status' | 'requestId' | 'output' | 'failure'>

/** A ring of the latest calls, shaped for `useSyncExternalStore`: a new array after every change. */
export class CallLog {
  #calls: readonly LoggedCall[] = []
  #nextId = 1
  readonly #listeners = new Set<() => void>()

  constructor(readonly limit: number) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly read = (): readonly LoggedCall[] => this.#calls

  start(service: string, operation: string, input: unknown): (end: CallEnd) => void {
    const entry: LoggedCall = { id: this.#nextId++, service, operation, input: maskSecrets(input), startedAt: Date.now() }
    this.#replace([entry, ...this.#calls].slice(0, this.limit))
    return (end) => {
      const done = { ...entry, ...end, durationMs: Date.now() - entry.startedAt }
      this.#replace(this.#calls.map((kept) => (kept.id === entry.id ? done : kept)))
    }
  }

  /** Calls that are over, the latest last. */
  add(done: readonly Omit<LoggedCall, 'id'>[]): void {
    const entries = done.map((call) => {
      return { ...call, id: this.#nextId++, input: maskSecrets(call.input), output: maskSecrets(call.output) }
    })
    if (entries.length > 0) this.#replace([...entries.reverse(), ...this.#calls].slice(0, this.limit))
  }

  #replace(calls: readonly LoggedCall[]): void {
    this.#calls = calls
    for (const listener of this.#listeners) listener()
  }
}

const secretName =
  /^(password|newpassword|currentpassword|secret|secretaccesskey|secretkey|sessiontoken|tokenvalue|activationcode|privatekey|recoverykey)$/i

export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets)
  if (typeof value !== 'object' || value === null) return value
  // A change without a type may be one of a SecureString.
  const secure = ('Type' in value && value.Type === 'SecureString') || 'DefaultType' in value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member === 'string' && (secretName.test(name) || (secure && name === 'Value')) ? '********' : maskSecrets(member),
    ]),
  )
}
