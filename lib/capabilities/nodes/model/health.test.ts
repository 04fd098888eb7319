import { describe, expect, it } from 'vitest'
import { parseInstanceInformation } from './instance-information'
import type { AgentReport } from './node'
import { type KnownHealth, planHealth } from './ping-status'

const now = new Date('2026-01-01T12:00:00Z')
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)

const full: AgentReport = {
  agentName: 'amazon-ssm-agent',
  agentVersion: '3.3.0.0',
  agentUser: undefined,
  platformType: 'Linux',
  platformName: 'Debian GNU/Linux',
  platformVersion: '12',
  computerName: 'host-1',
  ipAddress: '192.0.2.10',
  connectionChannel: 'ssmmessages',
}
const known: KnownHealth = { ...full, pingStatus: 'Online', lastPingAt: at(-10), isConnected: true }

describe('planHealth', () => {
  it('writes nothing for what is known and was written a moment ago', () => {
    expect(planHealth(known, full, now)).toBeUndefined()
  })

  it('writes the time again after a minute', () => {
    expect(planHealth({ ...known, lastPingAt: at(-60) }, full, now)).toEqual({
      report: {},
      comesOnline: false,
      offlineAfter: undefined,
    })
  })

  it('takes over what changed and nothing else', () => {
    expect(planHealth(known, { ...full, platformVersion: '13' }, now)?.report).toEqual({ platformVersion: '13' })
  })

  it('keeps the full form when the short one comes', () => {
    const short = parseInstanceInformation({
      AgentName: 'amazon-ssm-agent',
      AgentVersion: '3.3.1.0',
      InstanceId: 'x',
      PlatformType: 'Linux',
    })
    expect(planHealth(known, short.report, now)?.report).toEqual({ agentVersion: '3.3.1.0' })
  })

  it('lets a call count for ten minutes only without a control channel', () => {
    const alone = { ...known, isConnected: false, pingStatus: 'ConnectionLost' as const }
    expect(planHealth(alone, full, now)).toEqual({ report: {}, comesOnline: true, offlineAfter: at(600) })
  })
})

describe('parseInstanceInformation', () => {
  it('reads the full form, and ignores what the stock agent leaves empty', () => {
    const read = parseInstanceInformation({
      AgentName: 'amazon-ssm-agent',
      AgentStatus: 'Active',
      AgentVersion: '3.3.0.0',
      AvailabilityZone: '',
      ComputerName: 'host-1',
      IPAddress: '192.0.2.10',
      InstanceId: 'mi-0123456789abcdef0',
      PlatformName: 'Debian GNU/Linux',
      PlatformType: 'Linux',
      PlatformVersion: '12',
      SSMConnectionChannel: '',
    })
    expect(read).toEqual({ InstanceId: 'mi-0123456789abcdef0', report: { ...full, connectionChannel: undefined } })
  })

  it.each([
    [null],
    ['text'],
    [[1, 2]],
    [{ InstanceId: 7, AgentVersion: 'new', PlatformType: 'Plan9', IPAddress: {}, ComputerName: '\0' }],
  ])('drops what it cannot read: %j', (body) => {
    const nothing = Object.fromEntries(Object.keys(full).map((field) => [field, undefined]))
    expect(parseInstanceInformation(body)).toEqual({ InstanceId: '', report: nothing })
  })

  it('cuts endless text', () => {
    expect(parseInstanceInformation({ ComputerName: 'x'.repeat(10_000) }).report.computerName).toHaveLength(255)
  })
})
