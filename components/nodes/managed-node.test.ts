import { describe, expect, it } from 'vitest'
import { compareVersions, isBehind, nodeName, platformText, runsAs } from './managed-node'

const node = { NodeId: 'mi-1', Name: '', ComputerName: undefined, AgentUser: undefined, AgentName: undefined }

describe('the words for a node', () => {
  it('prefer its name, then its host name, then its id', () => {
    expect(nodeName({ ...node, Name: 'web-017', ComputerName: 'ip-10' })).toBe('web-017')
    expect(nodeName({ ...node, ComputerName: 'ip-10' })).toBe('ip-10')
    expect(nodeName(node)).toBe('mi-1')
  })

  it('say as whom a command runs', () => {
    expect(runsAs({ ...node, Name: 'web-017', AgentUser: 'deploy', AgentName: 'quarterdeck-agent' })).toBe(
      'Runs as deploy on web-017',
    )
    expect(runsAs({ ...node, Name: 'web-017', AgentName: 'amazon-ssm-agent' })).toBe('Runs as root on web-017')
    expect(runsAs(node)).toBe('Runs as the user of the agent on mi-1')
  })

  it('leave out what the agent has not said', () => {
    expect(platformText({ PlatformName: 'Ubuntu', PlatformVersion: '24.04', PlatformType: 'Linux' })).toBe('Ubuntu 24.04')
    expect(platformText({ PlatformName: undefined, PlatformVersion: undefined, PlatformType: 'Linux' })).toBe('Linux')
  })
})

describe('agent versions', () => {
  it.each([
    ['0.1.0', '0.1.0', 0],
    ['0.9.0', '0.10.0', -1],
    ['3.3.0.1', '3.3.0', 1],
  ])('%s against %s', (a, b, sign) => {
    expect(Math.sign(compareVersions(a, b))).toBe(sign)
  })

  it('judges only agents of ours', () => {
    expect(isBehind({ AgentName: 'quarterdeck-agent', AgentVersion: '0.1.0' }, '0.2.0')).toBe(true)
    expect(isBehind({ AgentName: 'amazon-ssm-agent', AgentVersion: '0.1.0' }, '0.2.0')).toBe(false)
    expect(isBehind({ AgentName: 'quarterdeck-agent', AgentVersion: undefined }, '0.2.0')).toBe(false)
  })
})
