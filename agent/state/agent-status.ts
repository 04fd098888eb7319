import path from 'node:path'
import { lockHolder } from '#agent/state/agent-lock'
import { findRegistration } from '#agent/state/registration'
import { readIfThere, writePrivately } from '#agent/state/state-directory'

export interface ConnectionStatus {
  state: 'connected' | 'disconnected'
  /** ISO 8601. */
  since: string
  reason?: string
}

export interface AgentStatus {
  stateDirectory: string
  nodeId?: string
  url?: string
  /** Process id of the running agent. */
  pid?: number
  connection?: ConnectionStatus
}

export function saveConnectionStatus(stateDirectory: string, status: ConnectionStatus): void {
  writePrivately(statusFile(stateDirectory), `${JSON.stringify(status)}\n`)
}

export function readAgentStatus(stateDirectory: string): AgentStatus {
  const registration = findRegistration(stateDirectory)
  const pid = lockHolder(stateDirectory)
  const connection = pid === undefined ? undefined : parseStatus(readIfThere(statusFile(stateDirectory)))
  return {
    stateDirectory,
    ...(registration && { nodeId: registration.nodeId, url: registration.url }),
    ...(pid !== undefined && { pid }),
    ...(connection && { connection }),
  }
}

export function describeStatus(status: AgentStatus): string {
  const { stateDirectory, nodeId, url, pid, connection } = status
  if (nodeId === undefined) return `Not registered (nothing in ${stateDirectory}).`
  const process = pid === undefined ? 'not running' : `running as process ${pid}`
  const link = connection
    ? `, ${connection.state} since ${connection.since}${connection.reason ? ` (${connection.reason})` : ''}`
    : ''
  return `${nodeId} at ${url}: ${process}${link}.`
}

function parseStatus(text: string | undefined): ConnectionStatus | undefined {
  if (text === undefined) return undefined
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || !('state' in value) || !('since' in value)) return undefined
  const state = value.state === 'connected' ? 'connected' : 'disconnected'
  const reason = 'reason' in value && typeof value.reason === 'string' ? { reason: value.reason } : {}
  return { state, since: String(value.since), ...reason }
}

const statusFile = (stateDirectory: string): string => path.join(stateDirectory, 'status.json')
