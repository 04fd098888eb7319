import { describe, expect, it } from 'vitest'
import { nodeListInput, serverFilter, toggled, valueFilter } from './node-filters'
import { shippedViews, viewOf } from './node-views'

const now = Date.UTC(2026, 0, 8, 12, 3, 20) / 1000

describe('serverFilter', () => {
  it.each([
    ['status:is:Online', 'status:is:Online'],
    ['lastSeen:lt:-24h', `lastSeen:lt:${encodeURIComponent('2026-01-07T12:00:00.000Z')}`],
    ['registered:gt:-7d', `registered:gt:${encodeURIComponent('2026-01-01T12:00:00.000Z')}`],
    ['statusSince:gt:-30m', `statusSince:gt:${encodeURIComponent('2026-01-08T11:30:00.000Z')}`],
    ['tag.age:is:-24h', 'tag.age:is:-24h'],
    ['lastSeen:lt:2026-01-01T00%3A00%3A00Z', 'lastSeen:lt:2026-01-01T00%3A00%3A00Z'],
  ])('%s becomes %s', (filter, expected) => {
    expect(serverFilter(filter, now)).toBe(expected)
  })

  it('stays the same for minutes, so that the cache is used', () => {
    expect(serverFilter('lastSeen:lt:-24h', now)).toBe(serverFilter('lastSeen:lt:-24h', now + 60))
  })
})

describe('nodeListInput', () => {
  it('leaves out what is not asked', () => {
    expect(nodeListInput({ filters: [], query: '', sort: undefined }, now)).toEqual({})
    expect(nodeListInput({ filters: ['status:is:Online'], query: 'web', sort: '-name' }, now)).toEqual({
      Filters: ['status:is:Online'],
      Query: 'web',
      Sort: '-name',
    })
  })
})

describe('facets', () => {
  it('encode values, and name the absent one', () => {
    expect(valueFilter('platform', 'Red Hat, 9:x')).toBe('platform:is:Red%20Hat%2C%209%3Ax')
    expect(valueFilter('platform', '')).toBe('platform:exists:false')
  })

  it('add, replace and remove the filter of their field only', () => {
    const first = toggled(['tag.env:is:prod'], 'status', 'Online')
    expect(first).toEqual(['tag.env:is:prod', 'status:is:Online'])
    expect(toggled(first, 'status', 'ConnectionLost')).toEqual(['tag.env:is:prod', 'status:is:ConnectionLost'])
    expect(toggled(first, 'status', 'Online')).toEqual(['tag.env:is:prod'])
  })
})

describe('views', () => {
  const views = shippedViews('0.2.0')

  it('are recognised whatever the order of their filters', () => {
    expect(viewOf(views, ['lastSeen:lt:-24h', 'status:is:ConnectionLost'], undefined)?.id).toBe('silent')
    expect(viewOf(views, [], undefined)?.id).toBe('all')
    expect(viewOf(views, [], 'web')).toBeUndefined()
    expect(viewOf(views, ['status:is:Other'], undefined)).toBeUndefined()
  })

  it('judge agents only when the server knows its own version', () => {
    expect(shippedViews(undefined).map((view) => view.id)).not.toContain('behind')
    expect(views.find((view) => view.id === 'behind')?.filters).toContain('agent:lt:0.2.0')
  })
})
