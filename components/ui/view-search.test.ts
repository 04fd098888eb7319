import { expect, test } from 'vitest'
import { normalSearch, viewChange, viewOf } from './view-search'

const views = [
  { id: 'all', search: '' },
  { id: 'lost', search: 'f=status:is:ConnectionLost&sort=-lastSeen' },
]

test('a view is found by its id, or by what it asks for', () => {
  const find = (search: string) => viewOf(views, new URLSearchParams(search))?.id
  expect(find('view=lost&f=status:is:Online')).toBe('lost')
  expect(find('sort=-lastSeen&f=status%3Ais%3AConnectionLost&peek=mi-1')).toBe('lost')
  expect(find('')).toBe('all')
  expect(find('f=status:is:Online')).toBeUndefined()
  expect(find('view=gone&f=status:is:Online')).toBeUndefined()
})

test('only filters, text, order and columns make a view', () =>
  expect(normalSearch('peek=1&sort=name&q=web&view=x&f=a:is:b&cols=name')).toBe('f=a%3Ais%3Ab&q=web&sort=name&cols=name'))

test('applying a view takes away what it does not say', () =>
  expect(viewChange({ id: 'lost', search: 'f=a:is:b&f=c:is:d' })).toEqual({
    f: ['a:is:b', 'c:is:d'],
    q: [],
    sort: [],
    cols: [],
    view: 'lost',
  }))
