import { appendFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { OutputText } from '#agent/output/output-text'
import { StreamSender } from '#agent/output/stream-sender'
import { temporaryDirectory } from '#agent/testing/agent-process'
import { joinMilliseconds, type JobOutput, maxOutputChunkBytes } from '#lib/wire/job-output'

let directory: ReturnType<typeof temporaryDirectory>
let file: string
let sent: JobOutput[]
let sender: StreamSender
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  directory = temporaryDirectory()
  file = path.join(directory.path, 'stdout')
  writeFileSync(file, '')
  sent = []
  const key = { jobId: 'job', step: 'only', stream: 'stdout' } as const
  sender = new StreamSender(key, new OutputText(file, 1_000_000), false)
  sender.connect((output) => sent.push(output))
})
afterEach(() => {
  sender.close()
  directory.remove()
  vi.useRealTimers()
})

function print(text: string): void {
  appendFileSync(file, text)
  sender.pump()
}

const texts = () => sent.map(({ offset, text, final }) => `${offset} ${text}${final ? ' final' : ''}`)

it('joins what is printed while an answer is owed', () => {
  for (const text of ['one', 'two', 'three']) print(text)
  expect(texts()).toEqual(['0 one'])
  sender.acknowledge(3)
  expect(texts()).toEqual(['0 one', '3 twothree'])
  print('four')
  sender.end()
  expect(texts()).toEqual(['0 one', '3 twothree', '11 four final'])
})

it('does not wait with a full chunk', () => {
  print('one')
  print('x'.repeat(maxOutputChunkBytes))
  expect(sent.map(({ text }) => text.length)).toEqual([3, maxOutputChunkBytes])
})

it('does not wait for ever, but longer for each answer that is owed', () => {
  print('one')
  print('two')
  vi.advanceTimersByTime(joinMilliseconds)
  print('three')
  expect(texts().at(-1)).toBe('3 twothree')
  vi.advanceTimersByTime(joinMilliseconds)
  print('four')
  expect(sent).toHaveLength(2)
  vi.advanceTimersByTime(joinMilliseconds)
  print('five')
  expect(texts().at(-1)).toBe('11 fourfive')
})
