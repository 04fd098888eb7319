import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as control from './control-messages'
import { jobOutput, jobOutputAck, parseJobOutput, parseJobOutputAck } from './job-output'
import { isFinalReply, type JobReply, jobReply, parseJobReply, replyStatuses } from './job-reply'

const commandId = '0a91e65f-c6b9-4d70-a3ca-0f3743ab7321'
const nodeId = 'mi-0123456789abcdef0'
const jobId = `aws.ssm.${commandId}.${nodeId}`
const overTheWire = (payload: unknown): unknown => JSON.parse(JSON.stringify(payload))

const content: control.JobContent = {
  Parameters: { commands: ['id'] },
  DocumentContent: { schemaVersion: '2.2', mainSteps: [] },
  CommandId: commandId,
  DocumentName: 'AWS-RunShellScript',
  OutputS3BucketName: '',
  OutputS3KeyPrefix: '',
  CloudWatchLogGroupName: '',
  CloudWatchOutputEnabled: 'false',
}

const recordedReply = {
  schemaVersion: 1,
  jobId,
  content: JSON.stringify({
    additionalInfo: {
      agent: { lang: 'en-US', name: 'amazon-ssm-agent', os: 'linux', osver: '1', ver: '3.3.0.0' },
      dateTime: '2026-01-01T00:00:01.130Z',
      runId: '',
      runtimeStatusCounts: { Success: 1 },
    },
    documentStatus: 'Success',
    documentTraceOutput: '',
    runtimeStatus: {
      runShellScript: {
        status: 'Success',
        code: 0,
        name: 'aws:runShellScript',
        output: 'hello\n',
        startDateTime: '2026-01-01T00:00:01.110Z',
        endDateTime: '2026-01-01T00:00:01.120Z',
        outputS3BucketName: '',
        outputS3KeyPrefix: '',
        stepName: '',
        standardOutput: 'hello\0\ud800\n',
        standardError: '',
      },
    },
  }),
  topic: 'aws.ssm.sendCommand',
}

describe('jobs', () => {
  it('run and cancel survive the wire', () => {
    expect(control.parseAgentJob(overTheWire(control.runJob(nodeId, content)))).toEqual({
      kind: 'run',
      jobId,
      commandId,
      nodeId,
      content,
    })
    const cancelId = '11111111-2222-4333-8444-555555555555'
    expect(control.parseAgentJob(overTheWire(control.cancelJob(nodeId, cancelId, commandId)))).toEqual({
      kind: 'cancel',
      jobId: `aws.ssm.${cancelId}.${nodeId}`,
      commandId: cancelId,
      nodeId,
      cancelJobId: jobId,
    })
  })

  it.each([
    ['another topic', { ...control.runJob(nodeId, content), Topic: 'aws.ssm.other' }],
    ['a job id of another form', { ...control.runJob(nodeId, content), JobId: 'x' }],
    ['content that is not JSON', { ...control.runJob(nodeId, content), Content: '{' }],
    [
      'a document that is a list',
      { ...control.runJob(nodeId, content), Content: JSON.stringify({ ...content, DocumentContent: [] }) },
    ],
    ['no content', { JobId: jobId, Topic: 'aws.ssm.sendCommand' }],
  ])('with %s are not jobs', (_name, payload) => {
    expect(control.parseAgentJob(payload)).toBeUndefined()
  })

  it.each([
    ['200', 'accepted'],
    ['51405', 'accepted'],
    ['51401', 'redeliver'],
    ['51402', 'redeliver'],
    ['51403', 'failed'],
    ['51404', 'failed'],
    ['51406', 'failed'],
    ['51407', 'failed'],
    ['51408', 'failed'],
    ['51499', 'failed'],
  ])('acknowledged with %s are %s', (code, meaning) => {
    expect(control.jobAckMeaning(code)).toBe(meaning)
  })
})

describe('replies', () => {
  it('are read as the stock agent sends them, storable', () => {
    expect(parseJobReply(recordedReply)).toEqual({
      jobId,
      documentStatus: 'Success',
      documentTraceOutput: '',
      at: new Date('2026-01-01T00:00:01.130Z'),
      agent: { name: 'amazon-ssm-agent', version: '3.3.0.0' },
      steps: new Map([
        [
          'runShellScript',
          {
            status: 'Success',
            code: 0,
            action: 'aws:runShellScript',
            output: 'hello\n',
            standardOutput: 'hello\x1a\ufffd\n',
            standardError: '',
            startedAt: new Date('2026-01-01T00:00:01.110Z'),
            endedAt: new Date('2026-01-01T00:00:01.120Z'),
          },
        ],
      ]),
    })
  })

  it('may have no steps yet', () => {
    const progress = { ...recordedReply, content: '{"documentStatus":"InProgress","runtimeStatus":null}' }
    expect(parseJobReply(progress)).toMatchObject({ documentStatus: 'InProgress', steps: new Map(), at: undefined })
  })

  it('leave a time open that has not come', () => {
    const step = { status: 'NotStarted', startDateTime: '0001-01-01T00:00:00.000Z', endDateTime: '' }
    const reply = parseJobReply({ jobId, content: JSON.stringify({ documentStatus: 'InProgress', runtimeStatus: { a: step } }) })
    expect(reply?.steps.get('a')).toMatchObject({ startedAt: undefined, endedAt: undefined, code: 0 })
  })

  it('survive the wire', () => {
    const reply = parseJobReply(recordedReply) as JobReply
    expect(parseJobReply(overTheWire(jobReply(reply, { os: 'linux', osver: '1' })))).toEqual(reply)
  })

  it.each(replyStatuses.map((status) => [status, ['Success', 'Failed', 'Cancelled', 'TimedOut'].includes(status)] as const))(
    'with %s are final: %s',
    (status, final) => {
      expect(isFinalReply(status)).toBe(final)
    },
  )
})

describe('the first frames', () => {
  it('of the stock agent have no capabilities', () => {
    const stock =
      '{"Cookie":null,"MessageSchemaVersion":"1.0","RequestId":"r","TokenValue":"opaque","AgentVersion":"3.3.0.0","PlatformType":"linux"}'
    expect(control.parseOpenFrame(stock)).toEqual({
      tokenValue: 'opaque',
      agentVersion: '3.3.0.0',
      platformType: 'linux',
      capabilities: [],
    })
  })

  it('of our agent name its capabilities, and unknown ones are dropped', () => {
    const frame = {
      tokenValue: 't',
      agentVersion: '1',
      platformType: 'linux',
      capabilities: control.capabilities,
      requestId: 'r',
    }
    expect(control.parseOpenFrame(control.openFrame(frame))?.capabilities).toEqual(['output-stream', 'full-output'])
    expect(control.parseOpenFrame('{"TokenValue":"t","Capabilities":["later","full-output"]}')?.capabilities).toEqual([
      'full-output',
    ])
    const greeting = { capabilities: ['output-stream'], serverTime: 1_700_000_000_000 } as const
    expect(control.parseHello(overTheWire(control.hello(greeting)))).toEqual(greeting)
  })

  it.each(['', '{', '[]', '{}', '{"TokenValue":3}'])('reads %j as nothing', (frame) => {
    expect(control.parseOpenFrame(frame)).toBeUndefined()
  })
})

describe('output and acknowledgements', () => {
  it('survive the wire', () => {
    const output = { jobId, step: 'a', stream: 'stdout', offset: 2 ** 40, text: 'ü', final: false } as const
    expect(parseJobOutput(overTheWire(jobOutput(output)))).toEqual(output)
    const stored = { jobId, step: 'a', stream: 'stderr', offset: 0 } as const
    expect(parseJobOutputAck(overTheWire(jobOutputAck(stored)))).toEqual(stored)
    const ack = {
      jobId,
      acknowledgedMessageId: commandId,
      createdDate: '2026-01-01T00:00:00.123Z',
      statusCode: '200',
      errorMessage: 'Successful',
    }
    expect(control.parseJobAck(overTheWire(control.jobAck(ack)))).toEqual(ack)
    const replyAck = { jobId, acknowledgedMessageId: commandId }
    expect(control.parseJobReplyAck(overTheWire(control.jobReplyAck(replyAck)))).toEqual(replyAck)
  })

  it.each([
    ['another stream', { stream: 'stdin' }],
    ['a negative offset', { offset: -1 }],
    ['a fraction', { offset: 1.5 }],
    ['too much text', { text: 'ü'.repeat(33_000) }],
    ['no end mark', { final: undefined }],
  ])('with %s is dropped', (_name, change) => {
    expect(parseJobOutput({ jobId, step: 'a', stream: 'stdout', offset: 0, text: '', final: false, ...change })).toBeUndefined()
  })

  it('keeps the number of bytes when text cannot be stored', () => {
    const output = parseJobOutput({ jobId, step: 'a', stream: 'stdout', offset: 0, text: 'a\0b', final: false })
    expect(output?.text).toBe('a\x1ab')
  })
})

it('reads any JSON without a throw', () => {
  const parsers = [
    control.parseAgentJob,
    control.parseJobAck,
    control.parseJobReplyAck,
    control.parseHello,
    parseJobReply,
    parseJobOutput,
    parseJobOutputAck,
  ]
  const names = fc.constantFrom(
    'jobId',
    'JobId',
    'Topic',
    'Content',
    'content',
    'step',
    'offset',
    'capabilities',
    'runtimeStatus',
  )
  const anything = fc.oneof(fc.jsonValue(), fc.dictionary(names, fc.jsonValue()))
  fc.assert(
    fc.property(anything, fc.json(), (payload, inner) => {
      for (const parse of parsers) {
        parse(payload)
        parse({ jobId, JobId: jobId, Topic: 'aws.ssm.sendCommand', Content: inner, content: inner })
      }
    }),
  )
})
