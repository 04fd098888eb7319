import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { nodeHasher } from '#lib/api/node-hasher'
import { decodeAgentMessage, encodeAgentMessage, jsonPayload } from './agent-message'
import { parseJobAck } from './control-messages'
import { parseJobReply } from './job-reply'

/** Recorded from the stock agent against this server; ids and times were replaced. */
interface Recording {
  agent: string
  frames: { readonly [name: string]: { header: string; payload: string } }
  polledReply: { MessageId: string; Payload: string }
}

const recording = JSON.parse(readFileSync(new URL('./testing/stock-agent.json', import.meta.url), 'utf8')) as Recording

function frameOf(name: string): Uint8Array {
  const { header = '', payload = '' } = recording.frames[name] ?? {}
  return new Uint8Array(Buffer.concat([Buffer.from(header, 'hex'), Buffer.from(payload)]))
}

function payloadOf(name: string): unknown {
  const decoded = decodeAgentMessage(frameOf(name), nodeHasher)
  return decoded.kind === 'message' ? jsonPayload(decoded.message) : decoded.reason
}

describe('a frame of the stock agent', () => {
  it.each(Object.keys(recording.frames))('that says that it %s is what we would write', (name) => {
    const decoded = decodeAgentMessage(frameOf(name), nodeHasher)
    expect(decoded).toMatchObject({ kind: 'message', message: { schemaVersion: 1, sequenceNumber: 0, flags: 0, payloadType: 0 } })
    if (decoded.kind === 'message') expect(encodeAgentMessage(decoded.message, nodeHasher)).toEqual(frameOf(name))
  })

  it.each([
    ['takes the job', '200'],
    ['has no room', '51402'],
    ['knows the job', '51405'],
  ])('that says that it %s carries %s', (name, statusCode) => {
    expect(parseJobAck(payloadOf(name))).toMatchObject({ statusCode })
  })

  it.each([
    ['has begun', 'InProgress'],
    ['takes the cancel', 'InProgress'],
  ])('that says that it %s has no steps', (name, documentStatus) => {
    expect(parseJobReply(payloadOf(name))).toMatchObject({ documentStatus, steps: new Map() })
  })

  it.each([
    ['has timed out', 'TimedOut'],
    ['has cancelled', 'Cancelled'],
  ])('that says that it %s has the step and its output', (name, status) => {
    const reply = parseJobReply(payloadOf(name))
    expect(reply).toMatchObject({ documentStatus: status, agent: { name: 'amazon-ssm-agent', version: '3.3.0.0' } })
    const step = { status, code: 137, action: 'aws:runShellScript', standardOutput: 'begin\n' }
    expect(reply?.steps.get('aws:runShellScript')).toMatchObject(step)
  })

  it('is the same by polling, but for one member more', () => {
    const { MessageId, Payload } = recording.polledReply
    expect(Payload).toContain('ableToOpenMGSConnection')
    const reply = parseJobReply({ jobId: MessageId, content: Payload })
    expect(reply?.steps.get('aws:runShellScript')).toMatchObject({
      status: 'Failed',
      code: 7,
      standardOutput: 'out\n',
      standardError: 'err\nfailed to run commands: exit status 7',
    })
  })
})
