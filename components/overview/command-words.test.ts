import { expect, it } from 'vitest'
import { commandWords, failedCommand, progressWords } from './command-words'

it('prefers what somebody wrote over what ran', () => {
  expect(commandWords({ Comment: 'restart', Parameters: { commands: ['systemctl restart nginx'] } })).toBe('restart')
  expect(commandWords({ Comment: '', Parameters: { commands: ['  df -h', 'free'] } })).toBe('df -h')
  expect(commandWords({ Comment: '', Parameters: {} })).toBe('')
})

it('counts nodes that failed and nodes that were never reached', () => {
  expect(failedCommand({ CommandId: 'c', ErrorCount: 2, DeliveryTimedOutCount: 1 })).toMatchObject({
    commandId: 'c',
    failedNodes: 3,
  })
})

it('says how far a command is', () => {
  expect(progressWords({ CompletedCount: 3, TargetCount: 12 })).toBe('3 of 12 nodes')
  expect(progressWords({ CompletedCount: 1204, TargetCount: 10_384 })).toBe('1,204 of 10,384 nodes')
  expect(progressWords({ TargetCount: 1 })).toBe('0 of 1 node')
  expect(progressWords({ CompletedCount: 12, TargetCount: 12 })).toBe('12 nodes')
})
