import { describe, expect, it } from 'vitest'
import { type Filter, formatFilter, parseFilter } from '#queries/ui/filter-grammar'
import { nodeListInput, nodesHref, serverFilter, toggled, valueFilter } from './node-filters'
import { shippedViews } from './node-views'

const now = Date.UTC(2026, 0, 8, 12, 3, 20) / 1000
const filter = (text: string): Filter => {
  const parsed = parseFilter(text)
  if (!parsed) throw new Error(`${text} is no filter`)
  return parsed
}
const iso = (text: string) => text.replaceAll(':', '%3A')

describe('serverFilter', () => {
  it.each([
    ['status:is:Online', 'status:is:Online'],
    ['lastSeen:lt:-24h', `lastSeen:lt:${iso('2026-01-07T12:00:00.000Z')}`],
    ['registered:gt:-7d', `registered:gt:${iso('2026-01-01T12:00:00.000Z')}`],
    ['statusSince:gt:-30m', `statusSince:gt:${iso('2026-01-08T11:30:00.000Z')}`],
    ['tag.age:is:-24h', 'tag.age:is:-24h'],
    ['lastSeen:lt:2026-01-01T00%3A00%3A00Z', 'lastSeen:lt:2026-01-01T00%3A00%3A00Z'],
  ])('%s becomes %s', (text, expected) => {
    expect(serverFilter(filter(text), now)).toBe(expected)
  })

  it('stays the same for minutes, so that the cache is used', () => {
    expect(serverFilter(filter('lastSeen:lt:-24h'), now)).toBe(serverFilter(filter('lastSeen:lt:-24h'), now + 60))
  })
})

describe('nodeListInput', () => {
  it('leaves out what is not asked', () => {
    expect(nodeListInput({ filters: [], query: '' }, now)).toEqual({})
    expect(nodeListInput({ filters: [filter('status:is:Online')], query: 'web', sort: '-name' }, now)).toEqual({
      Filters: ['status:is:Online'],
      Query: 'web',
      Sort: '-name',
    })
  })
})

describe('facets', () => {
  const texts = (filters: readonly Filter[]) => filters.map(formatFilter)

  it('name the absent value', () => {
    expect(formatFilter(valueFilter('platform', 'Red Hat, 9'))).toBe('platform:is:Red Hat%2C 9')
    expect(formatFilter(valueFilter('platform', ''))).toBe('platform:exists:false')
  })

  it('add, replace and remove the filter of their field only', () => {
    const first = toggled([filter('tag.env:is:prod')], valueFilter('status', 'Online'))
    expect(texts(first)).toEqual(['tag.env:is:prod', 'status:is:Online'])
    expect(texts(toggled(first, valueFilter('status', 'ConnectionLost')))).toEqual([
      'tag.env:is:prod',
      'status:is:ConnectionLost',
    ])
    expect(texts(toggled(first, valueFilter('status', 'Online')))).toEqual(['tag.env:is:prod'])
  })
})

describe('addresses', () => {
  it('survive being read back', () => {
    const href = nodesHref([filter('tag.a&b:is:x y')], '-name')
    expect(new URLSearchParams(href.split('?')[1]).getAll('f')).toEqual(['tag.a&b:is:x y'])
    expect(nodesHref([])).toBe('/nodes')
  })

  it('of shipped views hold filters that can be read', () => {
    for (const view of shippedViews('0.2.0'))
      for (const text of new URLSearchParams(view.search).getAll('f')) expect(parseFilter(text), text).toBeDefined()
  })

  it('judge agents only when the server knows its own version', () => {
    expect(shippedViews(undefined).map((view) => view.id)).not.toContain('behind')
    expect(shippedViews('0.2.0').find((view) => view.id === 'behind')?.search).toContain('0.2.0')
  })
})
