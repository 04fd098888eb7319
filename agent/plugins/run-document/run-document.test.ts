import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AgentProcess, bundleAgent, registerWith, temporaryDirectory } from '#agent/testing/agent-process'
import { connected, finalReply } from '#agent/testing/job-replies'
import { MockControlPlane } from '#agent/testing/mock-control-plane'
import { type RunningAgent, startRunningAgent } from '#agent/testing/running-agent'
import { shellDocument } from '#agent/testing/test-documents'
import { messageTypes } from '#lib/wire/control-messages'

let agent: RunningAgent
let directory: ReturnType<typeof temporaryDirectory>
beforeAll(async () => {
  agent = await startRunningAgent()
})
afterAll(() => agent.stop())
beforeEach(() => {
  directory = temporaryDirectory()
})
afterEach(() => directory.remove())

const at = (name: string) => path.join(directory.path, name)

/** Documents that the control plane keeps, by name. */
function keep(documents: Readonly<Record<string, object>>, mock = agent.mock): void {
  mock.answers.set('GetDocument', ({ Name }) => ({
    Name,
    DocumentVersion: '1',
    DocumentType: 'Command',
    Content: JSON.stringify(documents[String(Name)]),
  }))
}

const inner = (documentPath: string, documentParameters: unknown = {}) => ({
  documentType: 'SSMDocument',
  documentPath,
  documentParameters,
})
const nest = (documentPath: string) => ({
  schemaVersion: '2.2',
  mainSteps: [{ action: 'aws:runDocument', name: 'deeper', inputs: inner(documentPath) }],
})

const greeting = {
  schemaVersion: '2.2',
  parameters: {
    who: { type: 'String', default: 'nobody', allowedValues: ['nobody', 'you', '1'] },
    lines: { type: 'StringList', default: [] },
  },
  mainSteps: [
    { action: 'aws:runShellScript', name: 'greet', inputs: { runCommand: ['echo hello {{ who }}', 'echo oops >&2'] } },
    { action: 'aws:runShellScript', name: 'more', inputs: { runCommand: '{{ lines }}' } },
  ],
}

describe('a document that the control plane keeps', () => {
  it('runs as one step, with parameters as a map or as text', async () => {
    keep({ Greeting: greeting })
    const step = await agent.act('aws:runDocument', inner('Greeting', { who: 'you', lines: ['echo a', 'echo b'] }))
    expect(step).toMatchObject({
      status: 'Success',
      code: 0,
      action: 'aws:runDocument',
      standardOutput: 'hello you\na\nb\n',
      standardError: 'oops\n',
    })
    const second = await agent.act('aws:runDocument', inner('Greeting', '{"who": 1}'))
    expect(second).toMatchObject({ status: 'Success', standardOutput: 'hello 1\n' })
  })

  it.each<[string, unknown, RegExp]>([
    ['a value that is not allowed', { who: 'me' }, /Parameter 'who' must be one of: nobody, you, 1/],
    ['an unknown parameter', { whom: 'you' }, /Parameter 'whom' is not in the document/],
    ['text that is no JSON', 'who=you', /documentParameters must be a map/],
  ])('refuses %s', async (_name, parameters, problem) => {
    keep({ Greeting: greeting })
    const step = await agent.act('aws:runDocument', inner('Greeting', parameters))
    expect(step).toMatchObject({ status: 'Failed', standardOutput: '', standardError: expect.stringMatching(problem) })
  })

  it('must be a Command document', async () => {
    agent.mock.answers.set('GetDocument', () => ({
      Name: 'Book',
      DocumentType: 'Automation',
      Content: '{"schemaVersion":"0.3"}',
    }))
    expect(await agent.act('aws:runDocument', inner('Book'))).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('of the type Automation'),
    })
  })

  it('must be readable', async () => {
    agent.mock.answers.set('GetDocument', () => ({ Name: 'Bad', Content: '{"schemaVersion":"2.2","mainSteps":' }))
    expect(await agent.act('aws:runDocument', inner('Bad'))).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('The document Bad cannot be run'),
    })
  })
})

describe('how steps inside end', () => {
  const shell = (steps: Parameters<typeof shellDocument>[0]) => {
    keep({ Inner: shellDocument(steps) })
    return agent.act('aws:runDocument', inner('Inner'))
  }

  it('a failed one fails the step, and those after it still run', async () => {
    const step = await shell({ first: { lines: ['echo 1', 'exit 3'] }, second: { lines: ['echo 2'] } })
    expect(step).toMatchObject({ status: 'Failed', code: 1, standardOutput: '1\n2\n' })
    expect(step.standardError).toBe('failed to run commands: exit status 3\nOf the inner document the step first failed.')
  })

  it('onFailure, finallyStep and preconditions mean what they mean outside', async () => {
    const step = await shell({
      skipped: { lines: ['echo no'], precondition: { StringEquals: ['platformType', 'Windows'] } },
      leaves: { lines: ['echo 1', 'exit 1'], inputs: { onFailure: 'successAndExit' } },
      not: { lines: ['echo no'] },
      last: { lines: ['echo last'], inputs: { finallyStep: true } },
    })
    expect(step.status).toBe('Success')
    expect(step.standardOutput).toMatch(
      /^Skipped, because a precondition[^]*\n1\n[^]*Skipped, because step leaves left the document\.\nlast\n$/,
    )
  })

  it('one that takes too long ends the step so', async () => {
    const step = await shell({ first: { lines: ['kill -9 $$'] } })
    expect(step.status).toBe('TimedOut')
  })

  it('one that asks for a restart of the machine fails', async () => {
    const step = await shell({ first: { lines: ['exit 194'] } })
    expect(step).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('which an inner document cannot have'),
    })
  })
})

describe('depth', () => {
  it('is three, and a circle ends with a clear failure', async () => {
    keep({
      One: nest('Two'),
      Two: nest('Three'),
      Three: shellDocument({ say: { lines: ['echo deep'] } }),
      Circle: nest('Circle'),
    })
    expect(await agent.act('aws:runDocument', inner('One'))).toMatchObject({ status: 'Success', standardOutput: 'deep\n' })
    const step = await agent.act('aws:runDocument', inner('Circle'))
    expect(step).toMatchObject({
      status: 'Failed',
      standardError: expect.stringContaining('Documents may run 3 deep inside each other; Circle would be one more.'),
    })
  })
})

describe('a document on the node', () => {
  const yaml =
    'schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: say\n    inputs:\n      runCommand: [echo from yaml]\n'
  it.each([
    ['document.yaml', yaml, 'from yaml\n'],
    ['document', yaml, 'from yaml\n'],
    ['document.json', JSON.stringify(shellDocument({ say: { lines: ['echo from json'] } })), 'from json\n'],
    ['document', JSON.stringify(shellDocument({ say: { lines: ['echo from json'] } })), 'from json\n'],
  ])('is read from %s', async (name, text, output) => {
    writeFileSync(at(name), text)
    const step = await agent.act('aws:runDocument', { documentType: 'LocalPath', documentPath: at(name) })
    expect(step).toMatchObject({ status: 'Success', standardOutput: output })
  })

  it('is found among what the job fetched', async () => {
    keep({ Greeting: greeting })
    const { steps } = await agent.run({
      schemaVersion: '2.2',
      mainSteps: [
        {
          action: 'aws:downloadContent',
          name: 'get',
          inputs: { sourceType: 'SSMDocument', sourceInfo: { name: 'Greeting' }, destinationPath: 'docs/' },
        },
        { action: 'aws:runDocument', name: 'run', inputs: { documentType: 'LocalPath', documentPath: 'docs/Greeting.json' } },
      ],
    })
    expect(steps.get('run')?.standardOutput).toBe('hello nobody\n')
  })

  it.each([
    ['missing.json', /There is no document at/],
    ['.', /is a directory/],
    ['../../other.json', /leaves the directory of this job/],
  ])('%s cannot be run', async (documentPath, problem) => {
    const document = {
      schemaVersion: '2.2',
      mainSteps: [
        { action: 'aws:downloadContent', name: 'get', inputs: { sourceType: 'SSMDocument', sourceInfo: { name: 'Greeting' } } },
        { action: 'aws:runDocument', name: 'run', inputs: { documentType: 'LocalPath', documentPath } },
      ],
    }
    keep({ Greeting: greeting })
    expect((await agent.run(document)).steps.get('run')).toMatchObject({
      status: 'Failed',
      standardError: expect.stringMatching(problem),
    })
  })
})

describe('when the agent is killed in the middle', () => {
  it('an inner script goes on, none runs twice, and the rest follows', async () => {
    const bundle = temporaryDirectory()
    const mock = await MockControlPlane.start()
    const nodeId = await registerWith(mock, directory.path)
    const program = await bundleAgent(bundle.path)
    const once = (name: string) => `echo ${name} >> ${at('runs')}`
    const gated = [once('second'), 'echo begun', `until [ -e ${at('gate')} ]; do sleep 0.05; done`, 'echo ended']
    keep(
      {
        Outer: nest('Inner'),
        Inner: shellDocument({
          first: { lines: [once('first'), 'exit 4'] },
          second: { lines: gated },
          third: { lines: [once('third')] },
        }),
      },
      mock,
    )
    let process = new AgentProcess(program, directory.path)
    try {
      await connected(mock, nodeId)
      const jobId = mock.run(nodeId, nest('Outer'))
      await mock.until((seen) =>
        seen.kind === 'message' && seen.type === messageTypes.jobOutput && JSON.stringify(seen.payload).includes('begun')
          ? true
          : undefined,
      )
      await process.end('SIGKILL')
      process = new AgentProcess(program, directory.path)
      await connected(mock, nodeId, 2)
      mkdirSync(at('gate'))
      const step = (await finalReply(mock, jobId)).steps.get('deeper')
      expect(step).toMatchObject({ status: 'Failed', standardOutput: 'begun\nended\n' })
      expect(step?.standardError.match(/exit status 4/g)).toHaveLength(1)
      expect(readFileSync(at('runs'), 'utf8')).toBe('first\nsecond\nthird\n')
    } finally {
      await process.end('SIGKILL')
      await mock.stop()
      bundle.remove()
    }
  })
})
