/** Words of a managed node. `ConnectionLost` also holds before its first contact. */
export const pingStatuses = ['Online', 'ConnectionLost'] as const
export type PingStatus = (typeof pingStatuses)[number]

export const platformTypes = ['Linux', 'MacOS', 'Windows'] as const
export type PlatformType = (typeof platformTypes)[number]

/** What the agent says about itself; a member it does not name is `undefined` and keeps its stored value. */
export interface AgentReport {
  agentName: string | undefined
  agentVersion: string | undefined
  agentUser: string | undefined
  platformType: PlatformType | undefined
  platformName: string | undefined
  platformVersion: string | undefined
  computerName: string | undefined
  ipAddress: string | undefined
  connectionChannel: string | undefined
}

export const reportFields = [
  'agentName',
  'agentVersion',
  'agentUser',
  'platformType',
  'platformName',
  'platformVersion',
  'computerName',
  'ipAddress',
  'connectionChannel',
] as const satisfies readonly (keyof AgentReport)[]

/** What other capabilities see of a node. */
export interface ManagedNode {
  accountId: string
  id: string
  name: string
  pingStatus: PingStatus
  isConnected: boolean
  platformType: PlatformType | null
  platformName: string | null
  agentName: string | null
  agentVersion: string | null
  /** The account that commands run as, where the agent says it. */
  agentUser: string | null
  computerName: string | null
}

/** What the API lets through as the id of a node, ours or not. */
const anyNodeIdPattern = /^(i-(\w{8}|\w{17})|mi-\w{17})$/

export function isInstanceIdForm(text: string): boolean {
  return anyNodeIdPattern.test(text)
}

export function isPingStatus(text: string): text is PingStatus {
  return pingStatuses.some((status) => status === text)
}

export function isPlatformType(text: unknown): text is PlatformType {
  return platformTypes.some((type) => type === text)
}

/** `random` gives at least 9 bytes. */
export function nodeIdFrom(random: Uint8Array): string {
  const hex = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `mi-${hex.slice(0, 17)}`
}
