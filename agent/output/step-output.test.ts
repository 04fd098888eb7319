import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readReplyOutput, StepOutput } from '#agent/output/step-output'
import { temporaryDirectory } from '#agent/testing/agent-process'
import type { JobOutput } from '#lib/wire/job-output'

let directory: ReturnType<typeof temporaryDirectory>
let sent: JobOutput[]
let output: StepOutput

beforeEach(() => {
  directory = temporaryDirectory()
  sent = []
  for (const file of Object.values(files())) writeFileSync(file, '')
  output = new StepOutput(
    { jobId: 'job', step: 'only', files: files(), limit: 1_000_000, isResumed: false, onStreaming: () => undefined },
    false,
  )
  output.connect((chunk) => sent.push(chunk))
})
afterEach(() => {
  output.close()
  directory.remove()
})

const files = () => ({ standardOutput: path.join(directory.path, 'stdout'), standardError: path.join(directory.path, 'stderr') })

describe('the output of a step that ends within 20 ms', () => {
  it('is told by the reply alone when it fits', () => {
    output.begin()
    writeFileSync(files().standardOutput, 'x'.repeat(24_000))
    writeFileSync(files().standardError, 'e'.repeat(8_000))
    expect(output.end()).toEqual({ needsStream: false })
    expect(sent).toEqual([])
    expect(readReplyOutput(files())).toEqual({ standardOutput: 'x'.repeat(24_000), standardError: 'e'.repeat(8_000) })
  })

  it.each<['standardOutput' | 'standardError', number, string]>([
    ['standardOutput', 24_001, 'stdout'],
    ['standardError', 8_001, 'stderr'],
  ])('is streamed when %s has %i bytes', (file, bytes, stream) => {
    output.begin()
    writeFileSync(files()[file], 'x'.repeat(bytes))
    expect(output.end()).toEqual({ needsStream: true })
    expect(sent).toEqual([{ jobId: 'job', step: 'only', stream, offset: 0, text: 'x'.repeat(bytes), final: true }])
    expect([output.isSent, output.isAcknowledged]).toEqual([true, false])
    output.acknowledge(stream === 'stdout' ? 'stdout' : 'stderr', bytes)
    expect(output.isAcknowledged).toBe(true)
  })
})

describe('invalid bytes', () => {
  it('are streamed when they fit on the disk but not, as three bytes each, in the reply', () => {
    output.begin()
    writeFileSync(files().standardOutput, Buffer.alloc(8_001, 0xff))
    expect(output.end()).toEqual({ needsStream: true })
    expect(sent.map(({ text }) => text).join('')).toBe('\ufffd'.repeat(8_001))
  })
})

describe('output that the server has already', () => {
  it('is not sent again after the first chunk says so', () => {
    const text = 'x'.repeat(300_000)
    writeFileSync(files().standardOutput, text)
    const resumed = new StepOutput(
      { jobId: 'job', step: 'only', files: files(), limit: 1_000_000, isResumed: true, onStreaming: () => undefined },
      true,
    )
    resumed.connect((chunk) => sent.push(chunk))
    resumed.finishSending()
    expect(sent.map(({ offset }) => offset)).toEqual([0])
    resumed.acknowledge('stdout', 299_990)
    expect(sent.at(-1)).toMatchObject({ offset: 299_990, text: 'x'.repeat(10), final: true })
    expect(sent).toHaveLength(2)
    resumed.close()
  })
})
