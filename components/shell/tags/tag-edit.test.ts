import { describe, expect, it } from 'vitest'
import { changeFor, cleanTags, isChange, tagCounts, tagRowsProblem } from './tag-edit'

describe('tagCounts', () => {
  it('counts each key and value over the nodes', () => {
    expect(tagCounts([{ Tags: { env: 'prod', role: 'web' } }, { Tags: { env: 'prod' } }, { Tags: { env: 'stage' } }])).toEqual([
      { key: 'env', value: 'prod', count: 2 },
      { key: 'env', value: 'stage', count: 1 },
      { key: 'role', value: 'web', count: 1 },
    ])
  })
})

describe('changeFor', () => {
  const change = { add: [{ key: 'env', value: 'prod' }], remove: ['old', 'env'] }

  it('sends only what changes the node; an added key is not removed', () => {
    expect(changeFor({ Tags: { env: 'prod', old: '1' } }, change)).toEqual({ add: [], remove: ['old'] })
    expect(changeFor({ Tags: {} }, change)).toEqual({ add: [{ key: 'env', value: 'prod' }], remove: [] })
  })

  it('finds nodes that need nothing', () => {
    expect(isChange(changeFor({ Tags: { env: 'prod' } }, change))).toBe(false)
  })
})

describe('rows as typed', () => {
  it('lose spaces and empty keys', () => {
    expect(
      cleanTags([
        { key: ' env ', value: ' prod ' },
        { key: '', value: '' },
      ]),
    ).toEqual([{ key: 'env', value: 'prod' }])
  })

  it.each([
    [[{ key: 'env', value: '' }], undefined],
    [[{ key: '', value: 'prod' }], /needs a key/],
    [[{ key: 'aws:x', value: '' }], /reserved/],
    [
      [
        { key: 'a', value: '1' },
        { key: 'a ', value: '2' },
      ],
      /once/,
    ],
    [[{ key: 'a', value: 'x'.repeat(257) }], /256/],
    [[{ key: 'a', value: '{}' }], /letters/],
  ])('%j', (rows, expected) => {
    const problem = tagRowsProblem(rows)
    if (expected === undefined) expect(problem).toBeUndefined()
    else expect(problem).toMatch(expected)
  })
})
