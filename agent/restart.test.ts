import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AgentProcess, bundleAgent, fileAppears, registerWith, temporaryDirectory } from '#agent/testing/agent-process'
import { acknowledgement, connected, finalReply, mergedSteps, replyOf } from '#agent/testing/job-replies'
import { MockControlPlane } from '#agent/testing/mock-control-plane'
import { jobOf, shellDocument } from '#agent/testing/test-documents'
import { messageTypes } from '#lib/wire/control-messages'

const bundle = temporaryDirectory()
let program: string
let state: ReturnType<typeof temporaryDirectory>
let mock: MockControlPlane
let nodeId: string
let agents: AgentProcess[]

beforeAll(async () => {
  program = await bundleAgent(bundle.path)
})
afterAll(() => bundle.remove())

beforeEach(async () => {
  state = temporaryDirectory()
  mock = await MockControlPlane.start()
  nodeId = await registerWith(mock, state.path)
  agents = []
})

afterEach(async () => {
  await Promise.all(agents.map((agent) => agent.end('SIGKILL')))
  await mock.stop()
  state.remove()
})

async function start(env: Readonly<Record<string, string>> = {}): Promise<AgentProcess> {
  const agent = new AgentProcess(program, state.path, env)
  agents.push(agent)
  await connected(mock, nodeId, agents.length)
  return agent
}

const file = (name: string) => path.join(state.path, name)
const gated = (gate: string) => [
  `echo x >> ${file('runs')}`,
  'echo before',
  `until [ -e ${gate} ]; do sleep 0.05; done`,
  'echo after',
]
const begun = () => mock.until((seen) => (seen.kind === 'message' && seen.type === messageTypes.jobOutput ? true : undefined))
const runs = () => readFileSync(file('runs'), 'utf8').trim().split('\n').length

describe('after a kill of the agent', () => {
  it('a running script goes on, and its one result is told by the next agent', async () => {
    const agent = await start()
    const jobId = mock.run(nodeId, shellDocument({ first: { lines: gated(file('gate')) }, second: { lines: ['echo then'] } }))
    await begun()
    await agent.end('SIGKILL')
    await start()
    mkdirSync(file('gate'))
    const steps = await mergedSteps(mock, jobId)
    expect(steps.get('first')).toMatchObject({ status: 'Success', standardOutput: 'before\nafter\n' })
    expect(steps.get('second')).toMatchObject({ status: 'Success', standardOutput: 'then\n' })
    expect(mock.output.get(`${jobId} first stdout`)).toBe('before\nafter\n')
    expect(runs()).toBe(1)
  })

  it('a script that ended meanwhile is told with its exit code', async () => {
    const agent = await start()
    const jobId = mock.run(
      nodeId,
      shellDocument({ only: { lines: [...gated(file('gate')), `touch ${file('done')}`, 'exit 7'] } }),
    )
    await begun()
    await agent.end('SIGKILL')
    mkdirSync(file('gate'))
    await start()
    expect((await finalReply(mock, jobId)).steps.get('only')).toMatchObject({ status: 'Failed', code: 7 })
    expect(runs()).toBe(1)
  })

  it('a script that was killed with it is told as failed', async () => {
    const agent = await start()
    const jobId = mock.run(nodeId, shellDocument({ only: { lines: [`echo $PPID > ${file('runner')}`, ...gated(file('gate'))] } }))
    await begun()
    await agent.end('SIGKILL')
    process.kill(-Number(readFileSync(file('runner'), 'utf8')), 'SIGKILL')
    await start()
    const step = (await finalReply(mock, jobId)).steps.get('only')
    expect(step).toMatchObject({
      status: 'Failed',
      code: 1,
      standardError: expect.stringContaining('without leaving an exit code'),
    })
    expect(runs()).toBe(1)
  })

  it('a job that is sent again is known, and is not run again', async () => {
    const agent = await start()
    const job = jobOf(nodeId, shellDocument({ only: { lines: [`echo x >> ${file('runs')}`] } }))
    mock.send(nodeId, messageTypes.job, job.payload)
    await finalReply(mock, job.jobId)
    await agent.end('SIGKILL')
    await start()
    const before = mock.seen.length
    mock.send(nodeId, messageTypes.job, job.payload)
    const code = await mock.until((seen) =>
      mock.seen.indexOf(seen) >= before && seen.kind === 'message' && seen.type === messageTypes.jobAck
        ? seen.payload['statusCode']
        : undefined,
    )
    expect(code).toBe('51405')
    expect(runs()).toBe(1)
  })

  it('a reply that the server did not acknowledge is sent again with its id', async () => {
    mock.behaviour.acknowledgesReplies = false
    const agent = await start()
    const jobId = mock.run(nodeId, shellDocument({ only: { lines: ['echo x'] } }))
    const { messageId } = await finalReply(mock, jobId)
    await agent.end('SIGKILL')
    mock.behaviour.acknowledgesReplies = true
    await start()
    const again = await mock.until(() => {
      const ids = mock.seen.flatMap((seen) =>
        replyOf(seen, jobId)?.documentStatus === 'Success' ? [replyOf(seen, jobId)?.messageId] : [],
      )
      return ids.length === 2 ? ids[1] : undefined
    })
    expect(again).toBe(messageId)
  })

  it('waiting jobs are run, each once', async () => {
    const agent = await start()
    const jobs = Array.from({ length: 8 }, () => mock.run(nodeId, shellDocument({ only: { lines: gated(file('gate')) } })))
    await Promise.all(jobs.map((jobId) => acknowledgement(mock, jobId)))
    await agent.end('SIGKILL')
    mkdirSync(file('gate'))
    await start()
    const replies = await Promise.all(jobs.map((jobId) => finalReply(mock, jobId)))
    expect(replies.map(({ documentStatus }) => documentStatus)).toEqual(jobs.map(() => 'Success'))
    expect(runs()).toBe(8)
  })

  it('again and again, each of many jobs is run once and told', async () => {
    const jobs = Array.from({ length: 30 }, (_, index) =>
      jobOf(nodeId, shellDocument({ only: { lines: [`echo ${index} >> ${file('runs')}`, 'sleep 0.05', `echo ${index}`] } })),
    )
    const isDone = (jobId: string) => mock.seen.some((seen) => replyOf(seen, jobId)?.documentStatus === 'Success')
    for (let kills = 0; kills < 6; kills += 1) {
      const agent = await start()
      const before = mock.seen.length
      for (const { jobId, payload } of jobs) if (!isDone(jobId)) mock.send(nodeId, messageTypes.job, payload)
      // In the midst of acknowledgements, of running scripts, of replies: further each time.
      await mock.until((seen) =>
        mock.seen.indexOf(seen) >= before + 3 + kills * 7 || jobs.every((job) => isDone(job.jobId)) ? true : undefined,
      )
      await agent.end('SIGKILL')
    }
    await start()
    for (const { jobId, payload } of jobs) if (!isDone(jobId)) mock.send(nodeId, messageTypes.job, payload)
    const replies = await Promise.all(jobs.map(({ jobId }) => finalReply(mock, jobId)))
    expect(replies.map((reply) => reply.steps.get('only')?.standardOutput)).toEqual(jobs.map((_, index) => `${index}\n`))
    expect(
      readFileSync(file('runs'), 'utf8')
        .trim()
        .split('\n')
        .map(Number)
        .sort((one, other) => one - other),
    ).toEqual(jobs.map((_, index) => index))
  })

  it('a script can still be cancelled', async () => {
    const agent = await start()
    const jobId = mock.run(nodeId, shellDocument({ only: { lines: gated(file('gate')) } }))
    await begun()
    await agent.end('SIGKILL')
    await start()
    mock.cancel(nodeId, jobId)
    expect((await finalReply(mock, jobId)).steps.get('only')).toMatchObject({ status: 'Cancelled', standardOutput: 'before\n' })
  })
})

describe('a restart of the machine', () => {
  it('is asked for by exit code 194, and the step runs again after it', async () => {
    const env = { QUARTERDECK_AGENT_REBOOT_COMMAND: `touch ${file('rebooted')}` }
    const agent = await start(env)
    const lines = [`echo x >> ${file('runs')}`, `echo run`, `[ -e ${file('rebooted')} ] || exit 194`]
    const jobId = mock.run(nodeId, shellDocument({ first: { lines }, second: { lines: ['echo then'] } }))
    const asked = await mock.until((seen) =>
      replyOf(seen, jobId)?.documentStatus === 'SuccessAndReboot' ? replyOf(seen, jobId) : undefined,
    )
    expect(asked.steps.get('first')).toMatchObject({ status: 'SuccessAndReboot', code: 194, standardOutput: 'run\n' })
    await fileAppears(file('rebooted'))
    await agent.end('SIGTERM')
    await start(env)
    const steps = await mergedSteps(mock, jobId)
    expect(steps.get('first')).toMatchObject({
      status: 'Success',
      standardOutput: 'run\nrun\n',
      startedAt: asked.steps.get('first')?.startedAt,
    })
    expect(steps.get('second')?.status).toBe('Success')
    expect(runs()).toBe(2)
  })

  it('that cannot be had fails the step', async () => {
    await start({ QUARTERDECK_AGENT_REBOOT_COMMAND: 'echo not allowed >&2; exit 1' })
    const jobId = mock.run(nodeId, shellDocument({ only: { lines: ['exit 194'] } }))
    const final = await finalReply(mock, jobId)
    expect(final.steps.get('only')).toMatchObject({ status: 'Failed', standardError: expect.stringContaining('not allowed') })
  })
})

describe('the program', () => {
  it('stops at SIGTERM with code 0 and leaves no lock', async () => {
    const agent = await start()
    expect(await agent.end('SIGTERM')).toBe(0)
    expect(existsSync(file('agent.lock'))).toBe(false)
    expect(agent.log).toContain('agent stopped')
  })
})
