import { type AgentReport, isPlatformType } from './node'

export interface UpdateInstanceInformationInput {
  InstanceId: string
  report: AgentReport
}

const versionPattern = /^[0-9]{1,6}(\.[0-9]{1,6}){2,3}$/
const mostText = 255

/**
 * Takes what it can read and drops the rest: an agent whose health call is refused hibernates for up to an hour, so a strange
 * value must never be a refusal. Empty text counts as not said.
 */
export function parseInstanceInformation(value: unknown): UpdateInstanceInformationInput {
  const members = typeof value === 'object' && value !== null ? (value as { readonly [name: string]: unknown }) : {}
  const text = (name: string, most = mostText) => textOf(members[name], most)
  const version = text('AgentVersion')
  const platformType = members['PlatformType']
  return {
    InstanceId: text('InstanceId') ?? '',
    report: {
      agentName: text('AgentName'),
      agentVersion: version && versionPattern.test(version) ? version : undefined,
      agentUser: text('AgentUser'),
      platformType: isPlatformType(platformType) ? platformType : undefined,
      platformName: text('PlatformName', 120),
      platformVersion: text('PlatformVersion', 120),
      computerName: text('ComputerName'),
      ipAddress: text('IPAddress', 46),
      connectionChannel: text('SSMConnectionChannel'),
    },
  }
}

function textOf(value: unknown, most: number): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  // Postgres stores no NUL in text.
  return value.replaceAll('\0', '').slice(0, most) || undefined
}

export function isAgentVersion(text: string): boolean {
  return versionPattern.test(text)
}
