import { type AgentReport, type PingStatus, reportFields } from './node'

/**
 * How Online and ConnectionLost come about (README.md has the table):
 * a node with an open control channel is Online and has no `offlineAfter`; every other Online node has one, and the sweep
 * marks it ConnectionLost once that time has passed.
 */
export const reconnectGraceSeconds = 20
export const sweepEverySeconds = 10
export const healthKeepsOnlineSeconds = 600
export const healthWrittenEverySeconds = 60
export const gatewayLeaseSeconds = 20

export interface KnownHealth extends AgentReport {
  pingStatus: PingStatus
  lastPingAt: Date | null
  isConnected: boolean
}

export type ChangedFacts = { [Field in keyof AgentReport]?: NonNullable<AgentReport[Field]> }

/** What a health call changes; `undefined` when it tells nothing new and the last one was written a moment ago. */
export interface HealthChange {
  report: ChangedFacts
  comesOnline: boolean
  /** `undefined` while the control channel is open, which alone decides then. */
  offlineAfter: Date | undefined
}

export function planHealth(known: KnownHealth, report: AgentReport, now: Date): HealthChange | undefined {
  const changed = changedFields(known, report)
  const comesOnline = known.pingStatus !== 'Online'
  const age = now.getTime() - (known.lastPingAt?.getTime() ?? 0)
  if (Object.keys(changed).length === 0 && !comesOnline && age < healthWrittenEverySeconds * 1000) return undefined
  const offlineAfter = known.isConnected ? undefined : secondsAfter(now, healthKeepsOnlineSeconds)
  return { report: changed, comesOnline, offlineAfter }
}

function changedFields(known: AgentReport, report: AgentReport): ChangedFacts {
  const changed = reportFields.filter((field) => report[field] !== undefined && report[field] !== known[field])
  return Object.fromEntries(changed.map((field) => [field, report[field]]))
}

export function secondsAfter(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000)
}
