import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAgentLog } from '#agent/log'
import { runAgent } from '#agent/run-agent'
import { registerWith, temporaryDirectory } from '#agent/testing/agent-process'
import { acknowledgement, connected, finalReply, mergedSteps } from '#agent/testing/job-replies'
import { jobOf, MockControlPlane, shellDocument } from '#agent/testing/mock-control-plane'
import { messageTypes } from '#lib/wire/control-messages'

const state = temporaryDirectory()
let mock: MockControlPlane
let nodeId: string
let stop: AbortController
let running: Promise<void>
let log: string[]

beforeEach(async () => {
  mock = await MockControlPlane.start()
  nodeId = await registerWith(mock, state.path)
  stop = new AbortController()
  log = []
  running = runAgent({ stateDirectory: state.path, signal: stop.signal, log: createAgentLog('debug', (line) => log.push(line)) })
  await connected(mock, nodeId)
})

afterEach(async () => {
  stop.abort()
  await running
  await mock.stop()
  state.remove()
})

describe('a job', () => {
  it('is acknowledged, run and answered with its output', async () => {
    const jobId = mock.run(nodeId, shellDocument({ say: { lines: ['echo {{ word }}', 'echo wrong >&2'] } }), { word: 'hello' })
    expect(await acknowledgement(mock, jobId)).toBe('200')
    const reply = await finalReply(mock, jobId)
    expect(reply.documentStatus).toBe('Success')
    expect(reply.agent.name).toBe('quarterdeck-agent')
    expect(reply.steps.get('say')).toMatchObject({
      status: 'Success',
      code: 0,
      action: 'aws:runShellScript',
      standardOutput: 'hello\n',
      standardError: 'wrong\n',
      output: 'hello\n\n----------ERROR-------\nwrong\n',
    })
  })

  it('that comes twice is run once', async () => {
    const job = jobOf(
      nodeId,
      shellDocument({ once: { lines: [`echo x >> ${state.path}/count`, `wc -l < ${state.path}/count`] } }),
    )
    mock.send(nodeId, messageTypes.job, job.payload)
    mock.send(nodeId, messageTypes.job, job.payload)
    const codes = await mock.until(() => {
      const acks = mock.seen.flatMap((seen) =>
        seen.kind === 'message' && seen.type === messageTypes.jobAck ? [seen.payload['statusCode']] : [],
      )
      return acks.length === 2 ? acks : undefined
    })
    expect(codes.sort()).toEqual(['200', '51405'])
    const steps = await mergedSteps(mock, job.jobId)
    expect(steps.get('once')?.standardOutput.trim()).toBe('1')
  })
})
