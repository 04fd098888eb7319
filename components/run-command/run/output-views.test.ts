import { describe, expect, test } from 'vitest'
import { groupHits, type OutputHit } from './output-hits'
import { answersSentence, comparedText, groupTargets, type OutputGroup, previewLines, splitGroups } from './output-groups'

const hit = (InstanceId: string, Line: number, Stream: OutputHit['Stream'] = 'stdout'): OutputHit => ({
  InstanceId,
  InstanceName: '',
  PluginName: 'step',
  Stream,
  Line,
  Text: 'x',
  Before: [],
  After: [],
})

test('hits of one stream of one node stand together', () => {
  const groups = groupHits([hit('mi-1', 1), hit('mi-1', 9), hit('mi-1', 2, 'stderr'), hit('mi-2', 1)])
  expect(groups.map((group) => [group.nodeId, group.stream, group.hits.length])).toEqual([
    ['mi-1', 'stdout', 2],
    ['mi-1', 'stderr', 1],
    ['mi-2', 'stdout', 1],
  ])
})

describe('groups of nodes', () => {
  const group: OutputGroup = {
    GroupId: 'a',
    Count: 2,
    Status: 'Failed',
    StatusDetails: 'Failed',
    ResponseCode: 1,
    Target: { Key: 'quarterdeck:command-group:9f3c', Values: ['a-1'] },
    InstanceIds: ['mi-1', 'mi-2'],
    Sample: { InstanceId: 'mi-1', Names: ['web-1'], PluginName: 'step', StandardOutput: 'one\n', StandardError: 'E: no\n' },
  }
  test('are compared by both streams and the exit code', () => {
    const parts = [
      { step: 'step', stream: 'stdout' as const, text: 'web-1 at 12:00:00\n' },
      { step: 'step', stream: 'stderr' as const, text: 'E: no\n' },
    ]
    expect(comparedText(parts, 1, undefined)).toBe('web-1 at 12:00:00\n--- stderr ---\nE: no\n--- exit 1 ---\n')
    expect(comparedText(parts, 1, { nodeId: 'mi-1', names: ['web-1'] })).toMatch(/^<node> at <time>\n/)
    expect(comparedText([], undefined, undefined)).toBe('\n--- exit unknown ---\n')
  })
  test('are targets by name while they are few', () => {
    expect(groupTargets(group)).toBe('mi-1,mi-2')
    expect(groupTargets({ ...group, Count: 3 })).toBe('quarterdeck:command-group:9f3c=a-1')
  })
  test('that never ran are set aside', () => {
    const silent: OutputGroup = { ...group, Count: 51, StatusDetails: 'Terminated', ResponseCode: undefined }
    expect(splitGroups([group, silent])).toEqual({ answered: [group], silent: [silent] })
  })
  test('are summed up', () => {
    expect(answersSentence([group], 0)).toBe('All 2 nodes that answered said the same.')
    expect(answersSentence([group, { ...group, Count: 1 }], 4)).toBe('3 nodes gave 2 different answers. 4 still to come.')
    expect(answersSentence([], 4)).toBe('No node answered. 4 still to come.')
  })
  test('show their first lines', () => {
    expect(previewLines('a\nb\nc\n', 2)).toEqual({ shown: 'a\nb', more: 1 })
    expect(previewLines('a\n', 2)).toEqual({ shown: 'a', more: 0 })
  })
})
