import { mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '#agent/log'
import { runAgent } from '#agent/run-agent'
import { readSettings } from '#agent/settings'
import { registerWith, temporaryDirectory } from '#agent/testing/agent-process'
import { connected, finalReply, replyOf } from '#agent/testing/job-replies'
import { MockControlPlane, type Seen } from '#agent/testing/mock-control-plane'
import { shellDocument } from '#agent/testing/test-documents'
import { messageTypes } from '#lib/wire/control-messages'
import { type JobOutput, outputWindowBytes } from '#lib/wire/job-output'

let state: ReturnType<typeof temporaryDirectory>
let mock: MockControlPlane
let nodeId: string
let stop: AbortController
let running: Promise<void>

beforeEach(async () => {
  state = temporaryDirectory()
  mock = await MockControlPlane.start()
  nodeId = await registerWith(mock, state.path)
  stop = new AbortController()
})

afterEach(async () => {
  stop.abort()
  await running
  await mock.stop()
  state.remove()
})

async function start(outputBytes = 200 * 1024 * 1024): Promise<void> {
  const settings = { ...readSettings({}), outputBytes }
  running = runAgent({ stateDirectory: state.path, signal: stop.signal, log: silentLog, settings })
  await connected(mock, nodeId)
}

function outputOf(seen: Seen): JobOutput | undefined {
  return seen.kind === 'message' && seen.type === messageTypes.jobOutput ? (seen.payload as unknown as JobOutput) : undefined
}

const chunks = () => mock.seen.flatMap((seen) => outputOf(seen) ?? [])
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}\n`).join('')

describe('output streaming', () => {
  it('sends lines while the script runs', async () => {
    await start()
    const gate = path.join(state.path, 'gate')
    const jobId = mock.run(
      nodeId,
      shellDocument({ only: { lines: ['echo one', 'echo bad >&2', `until [ -e ${gate} ]; do sleep 0.05; done`, 'echo two'] } }),
    )
    await mock.until((seen) => (outputOf(seen)?.text === 'one\n' ? true : undefined))
    await mock.until((seen) => (outputOf(seen)?.text === 'bad\n' ? true : undefined))
    mkdirSync(gate)
    const final = await finalReply(mock, jobId)
    expect(mock.output.get(`${jobId} only stdout`)).toBe('one\ntwo\n')
    expect(final.steps.get('only')?.standardOutput).toBe('one\ntwo\n')
    expect(
      chunks()
        .filter((chunk) => chunk.final)
        .map(({ stream }) => stream)
        .sort(),
    ).toEqual(['stderr', 'stdout'])
  })

  it('sends a large output whole, and its end before the reply', async () => {
    await start()
    const jobId = mock.run(nodeId, shellDocument({ only: { lines: ['seq 400000'] } }))
    const final = await finalReply(mock, jobId)
    expect(mock.output.get(`${jobId} only stdout`)).toBe(numbers(400_000))
    expect(final.steps.get('only')?.standardOutput).toHaveLength(24_000)
    const lastChunk = mock.seen.findLastIndex((seen) => outputOf(seen)?.final)
    const reply = mock.seen.findIndex((seen) => replyOf(seen, jobId)?.documentStatus === 'Success')
    expect(lastChunk).toBeGreaterThan(-1)
    expect(lastChunk).toBeLessThan(reply)
    expect(Math.max(...chunks().map(({ text }) => Buffer.byteLength(text)))).toBeLessThanOrEqual(65_536)
  })

  it('goes on after a cut where the server is', async () => {
    await start()
    mock.behaviour.acknowledgesOutput = false
    const jobId = mock.run(nodeId, shellDocument({ only: { lines: ['seq 400000'] } }))
    await mock.until((seen) => ((outputOf(seen)?.offset ?? 0) > outputWindowBytes / 2 ? true : undefined))
    mock.cut(nodeId)
    mock.behaviour.acknowledgesOutput = true
    await finalReply(mock, jobId)
    expect(mock.output.get(`${jobId} only stdout`)).toBe(numbers(400_000))
    expect(mock.seen.some((seen) => seen.kind === 'disconnected')).toBe(true)
  })

  it('holds at most the window without an answer', async () => {
    await start()
    mock.behaviour.acknowledgesOutput = false
    mock.run(nodeId, shellDocument({ only: { lines: ['seq 400000'] } }))
    await mock.until((seen) => ((outputOf(seen)?.offset ?? 0) + 65_536 >= outputWindowBytes ? true : undefined))
    mock.send(nodeId, messageTypes.job, {}) // answered in order: whatever was sent before it is here
    const jobId = mock.run(nodeId, shellDocument({ other: { lines: ['true'] } }))
    await finalReply(mock, jobId)
    const sent = chunks().reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
    expect(sent).toBeLessThanOrEqual(outputWindowBytes + 65_536)
  })

  it('is not tried with a server that did not say hello', async () => {
    mock.behaviour.streams = false
    await start()
    const jobId = mock.run(nodeId, shellDocument({ only: { lines: ['seq 100000'] } }))
    const final = await finalReply(mock, jobId)
    expect(final.steps.get('only')?.standardOutput).toMatch(/--output truncated--$/)
    expect(chunks()).toEqual([])
  })

  it('replaces invalid bytes alike everywhere', async () => {
    await start()
    const jobId = mock.run(
      nodeId,
      shellDocument({
        only: { lines: ["i=0; while [ $i -lt 3000 ]; do printf '\\377é\\360\\237\\231\\202x'; i=$((i+1)); done"] },
      }),
    )
    const final = await finalReply(mock, jobId)
    const text = '\ufffdé🙂x'.repeat(3000)
    expect(mock.output.get(`${jobId} only stdout`)).toBe(text)
    expect(text.startsWith(final.steps.get('only')?.standardOutput.replace('--output truncated--', '') ?? '?')).toBe(true)
  })

  it('drops what is beyond the limit of the disk and says so', async () => {
    await start(70_000)
    const jobId = mock.run(
      nodeId,
      shellDocument({ only: { lines: ['head -c 300000 /dev/zero | tr "\\0" x', 'sleep 0.2', 'echo end'] } }),
    )
    await finalReply(mock, jobId)
    const text = mock.output.get(`${jobId} only stdout`) ?? ''
    expect(text.slice(0, 70_000)).toBe('x'.repeat(70_000))
    expect(text).toMatch(/\n--output dropped: more than 70000 bytes were written--\n$/)
    expect(statSync(path.join(state.path, 'jobs', jobId, 'step-0', 'stdout')).size).toBeLessThan(71_000)
  })
})
