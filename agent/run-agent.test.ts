import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAgentLog } from '#agent/log'
import { runAgent } from '#agent/run-agent'
import { readAgentStatus } from '#agent/state/agent-status'
import { registerWith, temporaryDirectory } from '#agent/testing/agent-process'
import { acknowledgement, connected, finalReply, mergedSteps, replyOf } from '#agent/testing/job-replies'
import { MockControlPlane } from '#agent/testing/mock-control-plane'
import { jobOf, shellDocument } from '#agent/testing/test-documents'
import { messageTypes } from '#lib/wire/control-messages'

let state: ReturnType<typeof temporaryDirectory>
let mock: MockControlPlane
let nodeId: string
let stop: AbortController
let running: Promise<void>
let log: string[]

beforeEach(async () => {
  state = temporaryDirectory()
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

describe('the connection', () => {
  it('names itself, its version and its extensions in the first frame, and reports the machine', async () => {
    const frame = await mock.until((seen) => (seen.kind === 'connected' ? seen.frame : undefined))
    expect(frame).toMatchObject({ tokenValue: 'a&b<c', platformType: 'linux', capabilities: ['output-stream', 'full-output'] })
    const body = await mock.until((seen) =>
      seen.kind === 'operation' && seen.operation === 'UpdateInstanceInformation' ? seen.body : undefined,
    )
    expect(body).toMatchObject({
      AgentName: 'quarterdeck-agent',
      AgentStatus: 'Active',
      ComputerName: 'test-node',
      InstanceId: nodeId,
      PlatformType: 'Linux',
      SSMConnectionChannel: 'ssmmessages',
    })
    expect(readAgentStatus(state.path)).toMatchObject({ nodeId, pid: process.pid, connection: { state: 'connected' } })
  })

  it('is made again after a cut', async () => {
    mock.cut(nodeId)
    await connected(mock, nodeId, 2)
    const jobId = mock.run(nodeId, shellDocument({ say: { lines: ['echo again'] } }))
    expect((await finalReply(mock, jobId)).documentStatus).toBe('Success')
  })

  it('keeps out a second agent on the same state', async () => {
    const second = runAgent({ stateDirectory: state.path, signal: stop.signal, log: createAgentLog('error', () => undefined) })
    await expect(second).rejects.toThrow(/runs on .* already/)
  })

  it('survives frames that mean nothing', async () => {
    mock.sendRaw(nodeId, 'text')
    for (const frame of [new Uint8Array(0), new Uint8Array(7), new Uint8Array(200).fill(255)]) mock.sendRaw(nodeId, frame)
    mock.send(nodeId, 'unheard_of', { x: 1 })
    for (const type of [messageTypes.job, messageTypes.jobReplyAck, messageTypes.jobOutputAck, messageTypes.hello])
      mock.send(nodeId, type, { nonsense: [] })
    const jobId = mock.run(nodeId, shellDocument({ say: { lines: ['echo alive'] } }))
    expect((await finalReply(mock, jobId)).documentStatus).toBe('Success')
  })

  it('writes no secret into its log', async () => {
    const jobId = mock.run(nodeId, shellDocument({ say: { lines: ['echo {{ word }}'] } }), { word: 'hush-hush' })
    await finalReply(mock, jobId)
    expect(log.join('')).not.toMatch(/hush-hush|test-secret-access-key|PRIVATE KEY|ABCDEFGHIJ0123456789/)
  })
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
    expect(new Set(codes)).toEqual(new Set(['200', '51405']))
    expect((await mergedSteps(mock, job.jobId)).get('once')?.standardOutput.trim()).toBe('1')
  })

  it.each<[string, string, (node: string) => Record<string, unknown>]>([
    ['51406', 'with a document it cannot run', (node) => jobOf(node, { schemaVersion: '9.9' }).payload],
    ['51408', 'with content that is no JSON', (node) => ({ ...jobOf(node, {}).payload, Content: '{' })],
    [
      '51408',
      'with an unknown topic',
      (node) => ({ ...jobOf(node, shellDocument({ a: { lines: [] } })).payload, Topic: 'aws.ssm.other' }),
    ],
    ['51408', 'for another node', () => jobOf('mi-0123456789abcdef0', shellDocument({ a: { lines: [] } })).payload],
  ])('is refused with %s %s', async (code, _name, payload) => {
    const job = payload(nodeId)
    mock.send(nodeId, messageTypes.job, job)
    expect(await acknowledgement(mock, String(job['JobId']))).toBe(code)
  })

  it('waits when five run, and is refused when fifty wait', async () => {
    const gate = path.join(state.path, 'gate')
    const hold = shellDocument({ hold: { lines: [`while [ ! -e ${gate} ]; do sleep 0.05; done`] } })
    const jobs = Array.from({ length: 56 }, () => mock.run(nodeId, hold))
    const codes = await Promise.all(jobs.map((jobId) => acknowledgement(mock, jobId)))
    expect(codes.filter((code) => code === '200')).toHaveLength(55)
    expect(codes.at(-1)).toBe('51402')
    mkdirSync(gate)
    const replies = await Promise.all(jobs.slice(0, 55).map((jobId) => finalReply(mock, jobId)))
    expect(new Set(replies.map((reply) => reply.documentStatus))).toEqual(new Set(['Success']))
  })
})

describe('a script', () => {
  const run = async (lines: readonly string[], inputs: object = {}) => {
    const jobId = mock.run(nodeId, shellDocument({ only: { lines, inputs } }))
    const reply = await finalReply(mock, jobId)
    return { ...reply.steps.get('only'), documentStatus: reply.documentStatus }
  }

  it('has a clean environment, and knows where it runs', async () => {
    const { standardOutput = '' } = await run(['env'], { environment: { GREETING: 'good day' } })
    const names = standardOutput
      .trim()
      .split('\n')
      .map((line) => line.split('=', 1)[0])
    expect(standardOutput).toContain('GREETING=good day')
    expect(standardOutput).toContain(`AWS_SSM_INSTANCE_ID=${nodeId}`)
    expect(standardOutput).toContain('AWS_SSM_REGION_NAME=local-1')
    expect(names).toEqual(
      expect.arrayContaining(['AWS_SSM_PLATFORM_NAME', 'AWS_SSM_PLATFORM_VERSION', 'SSM_COMMAND_ID', 'PATH', 'HOME']),
    )
    expect(names.filter((name) => /^(VITEST|npm_|NODE)/.test(name ?? ''))).toEqual([])
  })

  it('may name its own interpreter', async () => {
    expect((await run(['#!/usr/bin/env cat', 'as it is'])).standardOutput).toBe('#!/usr/bin/env cat\nas it is\n')
  })

  it('runs where it is told to', async () => {
    expect((await run(['pwd'], { workingDirectory: '/usr' })).standardOutput).toBe('/usr\n')
    const failed = await run(['pwd'], { workingDirectory: '/does/not/exist' })
    expect(failed).toMatchObject({
      status: 'Failed',
      code: 1,
      standardError: 'The working directory /does/not/exist does not exist.',
    })
  })

  it.each<[number, string, string, RegExp]>([
    [3, 'Failed', 'Failed', /^oops\nfailed to run commands: exit status 3$/],
    [137, 'TimedOut', 'TimedOut', /^oops\n$/],
    [168, 'Success', 'Success', /^oops\n$/],
    [169, 'Failed', 'Failed', /code 169/],
  ])('that exits with %i is %s', async (code, status, documentStatus, error) => {
    const step = await run(['echo oops >&2', `exit ${code}`])
    expect(step).toMatchObject({ status, code, documentStatus })
    expect(step.standardError).toMatch(error)
  })

  it('with inputs that make no sense fails and says which', async () => {
    const step = await run(['true'], { environment: { 'not a name': 'x' } })
    expect(step).toMatchObject({ status: 'Failed', code: 1 })
    expect(step.standardError).toContain('"not a name" is not the name of an environment variable')
  })

  it('in PowerShell fails clearly where there is none', async () => {
    const jobId = mock.run(nodeId, shellDocument({ only: { lines: ['1'], action: 'aws:runPowerShellScript' } }))
    const step = (await finalReply(mock, jobId)).steps.get('only')
    if (existsSync('/usr/bin/pwsh')) expect(step?.status).toBe('Success')
    else expect(step).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('PowerShell is not installed') })
  })

  it('leaves what it put into the background alone', async () => {
    const step = await run(['sleep 300 & echo $!'])
    expect(step.status).toBe('Success')
    process.kill(Number(step.standardOutput), 'SIGKILL')
  })
})

describe('a document of several steps', () => {
  it('tells each step, skips after an exit, and ends with its finally step', async () => {
    const document = shellDocument({
      first: { lines: ['exit 4'], inputs: { onFailure: 'exit' } },
      second: { lines: ['echo never'] },
      windows: { lines: ['echo never'], precondition: { StringEquals: ['platformType', 'Windows'] } },
      last: { lines: ['echo always'], inputs: { finallyStep: true } },
    })
    const jobId = mock.run(nodeId, document)
    const steps = await mergedSteps(mock, jobId)
    expect([...steps].map(([name, { status }]) => [name, status])).toEqual([
      ['first', 'Failed'],
      ['second', 'Skipped'],
      ['windows', 'Skipped'],
      ['last', 'Success'],
    ])
    const final = await finalReply(mock, jobId)
    expect(final.documentStatus).toBe('Failed')
    expect(final.steps.size).toBe(0)
  })

  it('of schema 2.0 fails where the action is unknown, and goes on', async () => {
    const jobId = mock.run(
      nodeId,
      shellDocument({ odd: { lines: [], action: 'aws:unheardOf' }, even: { lines: ['echo on'] } }, '2.0'),
    )
    const steps = await mergedSteps(mock, jobId)
    expect(steps.get('odd')).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('aws:unheardOf is not known'),
    })
    expect(steps.get('even')).toMatchObject({ status: 'Success', standardOutput: 'on\n' })
  })

  it('of schema 1.2 is answered by the name of its plugin', async () => {
    const document = {
      schemaVersion: '1.2',
      runtimeConfig: { 'aws:runShellScript': { properties: [{ id: '0', runCommand: ['echo old'] }] } },
    }
    const final = await finalReply(mock, mock.run(nodeId, document))
    expect(final.steps.get('aws:runShellScript')).toMatchObject({ status: 'Success', standardOutput: 'old\n' })
  })
})

describe('a cancellation', () => {
  const started = (file: string) => [`echo $$ > ${file}`, 'echo begun', 'sleep 300 & wait']

  it('ends the whole process group of a running job', async () => {
    const file = path.join(state.path, 'pid')
    const document = shellDocument({
      first: { lines: [`sleep 300 & echo $! > ${file}`, 'echo begun', 'wait'] },
      second: { lines: ['true'] },
    })
    const jobId = mock.run(nodeId, document)
    await mock.until((seen) => (seen.kind === 'message' && seen.type === messageTypes.jobOutput ? seen : undefined))
    mock.cancel(nodeId, jobId)
    const steps = await mergedSteps(mock, jobId)
    expect(steps.get('first')).toMatchObject({ status: 'Cancelled', standardOutput: 'begun\n' })
    expect(steps.get('second')).toMatchObject({ status: 'Cancelled' })
    expect((await finalReply(mock, jobId)).documentStatus).toBe('Cancelled')
    expect(() => process.kill(Number(readFileSync(file, 'utf8')), 0)).toThrow(/ESRCH/)
  })

  it('kills what does not end when asked', async () => {
    const jobId = mock.run(
      nodeId,
      shellDocument({ only: { lines: ["trap '' TERM", 'echo begun', 'while :; do sleep 1; done'] } }),
    )
    await mock.until((seen) => (seen.kind === 'message' && seen.type === messageTypes.jobOutput ? seen : undefined))
    mock.cancel(nodeId, jobId)
    expect((await finalReply(mock, jobId)).documentStatus).toBe('Cancelled')
  })

  it('of a waiting job runs nothing of it', async () => {
    const blockers = Array.from({ length: 5 }, (_, index) =>
      mock.run(nodeId, shellDocument({ only: { lines: started(`${state.path}/b${index}`) } })),
    )
    const file = path.join(state.path, 'never')
    const waiting = mock.run(nodeId, shellDocument({ only: { lines: [`touch ${file}`] } }))
    await acknowledgement(mock, waiting)
    mock.cancel(nodeId, waiting)
    expect((await finalReply(mock, waiting)).documentStatus).toBe('Cancelled')
    for (const jobId of blockers) mock.cancel(nodeId, jobId)
    await Promise.all(blockers.map((jobId) => finalReply(mock, jobId)))
    expect(existsSync(file)).toBe(false)
  })

  it('that comes before its job counts', async () => {
    const job = jobOf(nodeId, shellDocument({ only: { lines: ['true'] } }))
    mock.cancel(nodeId, job.jobId)
    mock.send(nodeId, messageTypes.job, job.payload)
    expect((await finalReply(mock, job.jobId)).documentStatus).toBe('Cancelled')
  })
})

describe('a time-out', () => {
  it('ends the step and lets the next one run', async () => {
    const jobId = mock.run(
      nodeId,
      shellDocument({ slow: { lines: ['sleep 300'], inputs: { timeoutSeconds: '5' } }, next: { lines: ['echo on'] } }),
    )
    const steps = await mergedSteps(mock, jobId)
    expect(steps.get('slow')).toMatchObject({ status: 'TimedOut', code: 137 })
    expect(steps.get('next')?.status).toBe('Success')
    expect((await finalReply(mock, jobId)).documentStatus).toBe('TimedOut')
  })
})

describe('replies', () => {
  it('are sent again with the same id on the next connection until they are acknowledged', async () => {
    mock.behaviour.acknowledgesReplies = false
    const jobId = mock.run(nodeId, shellDocument({ say: { lines: ['echo once'] } }))
    const first = await finalReply(mock, jobId)
    mock.cut(nodeId)
    await connected(mock, nodeId, 2)
    const ids = await mock.until(() => {
      const finals = mock.seen.flatMap((seen) => {
        const reply = replyOf(seen, jobId)
        return reply?.documentStatus === 'Success' ? [reply.messageId] : []
      })
      return finals.length === 2 ? finals : undefined
    })
    expect(ids).toEqual([first.messageId, first.messageId])
  })

  it('stay within what a frame may hold, however the output is written', async () => {
    const jobId = mock.run(nodeId, shellDocument({ loud: { lines: ["head -c 23999 /dev/zero | tr '\\0' '\\1'"] } }))
    const payload = await mock.until((seen) =>
      replyOf(seen, jobId)?.documentStatus === 'Success' && seen.kind === 'message' ? seen.payload : undefined,
    )
    expect(JSON.stringify(payload).length).toBeLessThanOrEqual(120_000)
  })
})
