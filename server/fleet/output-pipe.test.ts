import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { joinMilliseconds, type JobOutput, maxOutputChunkBytes } from '#lib/wire/job-output'
import { OutputPipe } from './output-pipe'

let sent: JobOutput[]
let pipe: OutputPipe
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  sent = []
  pipe = new OutputPipe({ jobId: 'job', step: 'step', stream: 'stdout' })
  pipe.connect((output) => sent.push(output))
})
afterEach(() => void vi.useRealTimers())

const texts = () => sent.map(({ offset, text, final }) => `${offset} ${text}${final ? ' final' : ''}`)

it('joins what is written while an answer is owed', () => {
  for (const text of ['one', 'two', 'three']) pipe.append(Buffer.from(text))
  expect(texts()).toEqual(['0 one'])
  pipe.acknowledge(3)
  expect(texts()).toEqual(['0 one', '3 twothree'])
  pipe.append(Buffer.from('four'))
  pipe.end()
  expect(texts()).toEqual(['0 one', '3 twothree', '11 four final'])
})

it('does not wait with a full chunk', () => {
  pipe.append(Buffer.from('one'))
  pipe.append(Buffer.alloc(maxOutputChunkBytes, 'x'))
  expect(sent.map(({ text }) => text.length)).toEqual([3, maxOutputChunkBytes])
})

it('does not wait for ever, but longer for each answer that is owed', () => {
  pipe.append(Buffer.from('one'))
  pipe.append(Buffer.from('two'))
  vi.advanceTimersByTime(joinMilliseconds)
  pipe.append(Buffer.from('three'))
  expect(texts().at(-1)).toBe('3 twothree')
  vi.advanceTimersByTime(joinMilliseconds)
  pipe.append(Buffer.from('four'))
  expect(sent).toHaveLength(2)
  vi.advanceTimersByTime(joinMilliseconds)
  pipe.append(Buffer.from('five'))
  expect(texts().at(-1)).toBe('11 fourfive')
})

it('goes on from any byte that was acknowledged', () => {
  for (const text of ['one', 'two', 'three']) pipe.append(Buffer.from(text))
  pipe.acknowledge(1)
  pipe.disconnect()
  pipe.connect((output) => sent.push(output))
  pipe.acknowledge(4)
  pipe.disconnect()
  pipe.connect((output) => sent.push(output))
  expect(texts().filter((_, at) => at > 0)).toEqual(['1 netwothree', '4 wothree'])
})
