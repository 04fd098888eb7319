import { expect, test } from 'vitest'
import { fromTargets, resolutionSentence, type TargetChoice, targetWords, toTargets } from './targets'

const choices: TargetChoice[] = [
  { mode: 'all', nodeIds: [], tags: [] },
  { mode: 'nodes', nodeIds: ['mi-0a', 'mi-0b'], tags: [] },
  {
    mode: 'tags',
    nodeIds: [],
    tags: [
      { key: 'env', values: ['prod', 'stage'] },
      { key: 'role', values: ['web'] },
    ],
  },
]

test.each(choices)('$mode survives the API form', (choice) => expect(fromTargets(toTargets(choice))).toEqual(choice))
test('half-typed tags are left out', () =>
  expect(toTargets({ mode: 'tags', nodeIds: [], tags: [{ key: 'env', values: [] }] })).toEqual([]))

test.each([
  [
    { total: 212, online: 205, offline: 7, skipped: [{ reason: 'Windows, the document is Linux only', count: 3 }], sample: [] },
    '212 nodes: 205 online, 7 offline. 3 skipped: Windows, the document is Linux only.',
  ],
  [{ total: 1, online: 1, offline: 0, skipped: [], sample: [] }, '1 node: 1 online, 0 offline.'],
  [{ total: 0, online: 0, offline: 0, skipped: [], sample: [] }, 'No node matches.'],
])('says %#', (resolution, sentence) => expect(resolutionSentence(resolution)).toBe(sentence))

test('targets in words', () => {
  expect(choices.map((choice) => targetWords(toTargets(choice)))).toEqual([
    'all nodes',
    '2 nodes',
    'tag env is prod or stage and tag role is web',
  ])
  expect(targetWords([], ['mi-0a'])).toBe('mi-0a')
})

test('what cannot be edited here is kept as it came', () => {
  const Targets = [{ Key: 'tag-key', Values: ['env'] }]
  expect(toTargets(fromTargets(Targets))).toEqual(Targets)
  const mixed = [
    { Key: 'InstanceIds', Values: ['mi-0a'] },
    { Key: 'tag:env', Values: ['prod'] },
  ]
  expect(toTargets(fromTargets(mixed))).toEqual(mixed)
  expect(targetWords(mixed)).toBe('tag env is prod and mi-0a')
  const failed = [{ Key: 'quarterdeck:command-status:9f3c1d2e-0000', Values: ['Failed', 'Terminated'] }]
  expect(targetWords(failed)).toBe('nodes of run 9f3c1d2e that ended as Failed or Terminated')
  const filter = [{ Key: 'quarterdeck:node-filter', Values: ['status:is:Online', 'tag.env:exists', 'id:in:a,b,c,d,e'] }]
  expect(targetWords(filter)).toBe('nodes with status is Online and tag env exists and id is one of a or b or c or 2 more')
})
