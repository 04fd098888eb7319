import { expect, it } from 'vitest'
import { atAge, lostAges, nodesHref, platformShares } from './fleet'

const now = Date.UTC(2026, 0, 8, 12, 3, 20) / 1000

it('turns ages into instants that hold for minutes', () => {
  const instant = encodeURIComponent('2026-01-07T12:00:00.000Z')
  expect(atAge('statusSince:lt:-24h', now)).toBe(`statusSince:lt:${instant}`)
  expect(atAge('statusSince:lt:-24h', now + 30)).toBe(`statusSince:lt:${instant}`)
  expect(atAge('status:is:ConnectionLost', now)).toBe('status:is:ConnectionLost')
})

it('puts every lost node in exactly one age', () => {
  expect(lostAges.map((age) => age.filters.slice(1))).toEqual([
    ['statusSince:gt:-1h'],
    ['statusSince:lt:-1h', 'statusSince:gt:-24h'],
    ['statusSince:lt:-24h'],
  ])
})

it('keeps filters whole in addresses', () => {
  expect(new URLSearchParams(nodesHref(['platform:is:Red%20Hat']).split('?')[1]).get('f')).toBe('platform:is:Red%20Hat')
})

it('joins small platforms and survives an empty fleet', () => {
  const facet = ['a', 'b', 'c', ''].map((Value) => ({ Value, Count: 5 }))
  expect(platformShares(facet, 20, 2).map((share) => [share.label, share.count, share.percent])).toEqual([
    ['a', 5, 25],
    ['b', 5, 25],
    ['Others', 10, 50],
  ])
  expect(platformShares([{ Value: '', Count: 0 }], 0)[0]).toMatchObject({ label: 'Not told yet', percent: 0 })
})
