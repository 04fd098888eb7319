import { expect, test } from 'vitest'
import { type FilterField, suggestFilters } from './filter-suggestions'

const fields: FilterField[] = [
  {
    id: 'status',
    label: 'Status',
    options: [
      { value: 'Online', label: 'Online' },
      { value: 'ConnectionLost', label: 'Connection lost' },
    ],
  },
  { id: 'name', label: 'Name', ops: ['begins', 'is'] },
  { id: 'tag', label: 'Tag', keyed: true, keys: ['env', 'role'] },
]
const labels = (text: string) => suggestFilters(fields, text).map((suggestion) => suggestion.label)

test('offers the fields at first, tag keys among them', () =>
  expect(labels('')).toEqual(['Status is ...', 'Name is ...', 'Tag env is ...', 'Tag role is ...']))
test('offers first the fields that begin with the word', () => expect(labels('na')).toEqual(['Name is ...']))
test('a field that only holds the word comes after those that begin with it', () => {
  const both = [{ id: 'same', label: 'Same as another node' }, ...fields, { id: 'node', label: 'Node' }]
  expect(suggestFilters(both, 'no').map(({ label }) => label)).toEqual(['Node is ...', 'Same as another node is ...'])
})
test('offers known values of any field that hold the word', () => expect(labels('lost')).toEqual(['Status is Connection lost']))
test('offers the values of a field after its colon', () =>
  expect(labels('status:on')).toEqual(['Status is Online', 'Status is Connection lost']))
test('offers the comparisons of a field with free values', () =>
  expect(labels('name:web')).toEqual(['Name begins with "web"', 'Name is "web"']))
test('a keyed field keeps its key in the filter', () =>
  expect(suggestFilters(fields, 'tag.env:prod')).toEqual([
    { kind: 'filter', label: 'Tag is "prod"', filter: { field: 'tag.env', op: 'is', values: ['prod'] } },
  ]))
