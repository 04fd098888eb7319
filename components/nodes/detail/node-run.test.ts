import { describe, expect, it } from 'vitest'
import { exitCode, lastLine, runWords, shownStep, tookText } from './node-run'

describe('shownStep', () => {
  it.each([
    [[], undefined],
    [['a Success', 'b Failed', 'c Failed'], 'b'],
    [['a Success', 'b InProgress', 'c Pending'], 'b'],
    [['a Success', 'b Success'], 'b'],
  ])('of %j is %s', (steps, expected) => {
    const parsed = steps.map((text) => ({ Name: text.split(' ')[0] ?? '', Status: text.split(' ')[1] as 'Success' }))
    expect(shownStep(parsed)).toBe(expected)
  })
})

describe('the line of a run', () => {
  const steps = [
    { Name: 'one', Status: 'Failed' as const, ResponseCode: 3, ResponseStartDateTime: 100, ResponseFinishDateTime: 101 },
    {
      Name: 'two',
      Status: 'Success' as const,
      ResponseCode: 0,
      ResponseStartDateTime: 101,
      ResponseFinishDateTime: 102.5,
      Output: 'first\nlast\n',
    },
  ]

  it('takes the code of the step that failed and the time of all', () => {
    expect(exitCode({ CommandPlugins: steps })).toBe('3')
    expect(tookText({ CommandPlugins: steps })).toBe('2.5 s')
    expect(lastLine({ CommandPlugins: steps })).toBe('last')
  })

  it('says nothing about what has not ended', () => {
    const running = [{ Name: 'one', Status: 'InProgress' as const, ResponseCode: -1 }]
    expect([
      exitCode({ CommandPlugins: running }),
      tookText({ CommandPlugins: running }),
      lastLine({ CommandPlugins: running }),
    ]).toEqual(['', '', ''])
  })

  it('is named by its comment, else its document', () => {
    expect(runWords({ Comment: 'restart', DocumentName: 'D' })).toBe('restart')
    expect(runWords({ Comment: '', DocumentName: 'D' })).toBe('D')
  })
})
