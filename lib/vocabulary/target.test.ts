import { describe, expect, it } from 'vitest'
import { isTargeted, parseTargets, type Target } from './target'

const web = 'mi-0123456789abcdef0'

describe('targets', () => {
  it('become terms', () => {
    expect(
      parseTargets([
        { Key: 'InstanceIds', Values: [web, web] },
        { Key: 'tag:env', Values: ['prod', 'stage'] },
        { Key: 'tag-key', Values: ['Patch Group'] },
      ]),
    ).toEqual([
      { kind: 'nodes', nodeIds: [web] },
      { kind: 'tag', key: 'env', values: ['prod', 'stage'] },
      { kind: 'tag-key', keys: ['Patch Group'] },
    ])
  })

  it.each<[string, Target[], RegExp]>([
    ['no key', [], /at least one key/],
    [
      'six keys',
      Array.from({ length: 6 }, (_, index) => ({ Key: `tag:${index}`, Values: ['a'] })),
      /at most 5 keys, but there are 6/,
    ],
    ['51 values', [{ Key: 'tag:a', Values: Array.from({ length: 51 }, String) }], /at most 50 values, but has 51/],
    ['no value', [{ Key: 'tag:a' }], /'tag:a' needs at least one value/],
    [
      'one key twice',
      [
        { Key: 'tag:a', Values: ['1'] },
        { Key: 'tag:a', Values: ['2'] },
      ],
      /twice/,
    ],
    ['every node and one more', [{ Key: 'InstanceIds', Values: ['*', web] }], /'\*' is not a managed node id/],
    ['a bad node id', [{ Key: 'InstanceIds', Values: ['web-1'] }], /'web-1' is not a managed node id/],
    ['a resource group', [{ Key: 'resource-groups:Name', Values: ['g'] }], /no resource groups here/],
    ['an empty tag key', [{ Key: 'tag:', Values: ['g'] }], /is not known/],
    ['an unknown key', [{ Key: 'Name', Values: ['g'] }], /'Name' is not known. Use InstanceIds, tag:<key> or tag-key/],
    ['no key name', [{ Values: ['g'] }], /is not known/],
  ])('with %s are refused', (_name, targets, message) => {
    expect(() => parseTargets(targets)).toThrow(
      expect.objectContaining({ code: 'ValidationException', message: expect.stringMatching(message) }),
    )
  })

  const tags = new Map([
    ['env', 'prod'],
    ['role', ''],
  ])
  it.each<[string, Target[], boolean]>([
    ['its id', [{ Key: 'InstanceIds', Values: [web] }], true],
    ['every node', [{ Key: 'InstanceIds', Values: ['*'] }], true],
    [
      'every node, of another tag',
      [
        { Key: 'InstanceIds', Values: ['*'] },
        { Key: 'tag:env', Values: ['stage'] },
      ],
      false,
    ],
    ['another id', [{ Key: 'InstanceIds', Values: ['mi-00000000000000000'] }], false],
    ['one of two values', [{ Key: 'tag:env', Values: ['stage', 'prod'] }], true],
    ['another value', [{ Key: 'tag:env', Values: ['stage'] }], false],
    ['an empty value', [{ Key: 'tag:role', Values: [''] }], true],
    ['an empty value of a tag it has not', [{ Key: 'tag:team', Values: [''] }], false],
    ['a key with any value', [{ Key: 'tag-key', Values: ['team', 'role'] }], true],
    [
      'two terms that hold',
      [
        { Key: 'tag:env', Values: ['prod'] },
        { Key: 'tag-key', Values: ['role'] },
      ],
      true,
    ],
    [
      'two terms of which one holds',
      [
        { Key: 'tag:env', Values: ['prod'] },
        { Key: 'tag-key', Values: ['team'] },
      ],
      false,
    ],
  ])('with %s: %s', (_name, targets, expected) => {
    expect(isTargeted(parseTargets(targets), { nodeId: web, tags })).toBe(expected)
  })
})
