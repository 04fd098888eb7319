import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Filter,
  filteredOut,
  filteredTo,
  formatFilter,
  opWords,
  parseFilter,
  parseFilters,
  readTyped,
} from './filter-grammar'

test.each([
  ['status:is:Online', { field: 'status', op: 'is', values: ['Online'] }],
  ['tag.env:in:prod,stage', { field: 'tag.env', op: 'in', values: ['prod', 'stage'] }],
  ['version:lt:3.0.13', { field: 'version', op: 'lt', values: ['3.0.13'] }],
  ['tag.owner:exists', { field: 'tag.owner', op: 'exists', values: [] }],
  ['ip:is:fe80%3A%3A1', { field: 'ip', op: 'is', values: ['fe80::1'] }],
])('reads %s', (text, filter) => {
  expect(parseFilter(text)).toEqual(filter)
  expect(formatFilter(filter as Filter)).toBe(text)
})

test('anything that can be filtered survives the URL', () => {
  const value = fc.string({ minLength: 1 })
  const op = fc.constantFrom(...(Object.keys(opWords) as Filter['op'][]))
  fc.assert(
    fc.property(value, op, fc.array(value, { minLength: 1, maxLength: 4 }), (field, chosen, values) => {
      const url = new URLSearchParams([['f', formatFilter({ field, op: chosen, values })]])
      expect(parseFilters(new URLSearchParams(url.toString()).getAll('f'))).toEqual([{ field, op: chosen, values }])
    }),
  )
})

test.each(['', 'status', 'status:like:x', ':is:x', 'status:is:'])('%j is no filter', (text) =>
  expect(parseFilter(text)).toBeUndefined(),
)

const known = (field: string) => ['status', 'name'].includes(field) || field.startsWith('tag.')

test.each([
  ['status:Online', { field: 'status', op: 'is', values: ['Online'] }],
  ['tag.env = prod, stage', { field: 'tag.env', op: 'in', values: ['prod', 'stage'] }],
  ['name:web*', { field: 'name', op: 'begins', values: ['web'] }],
  ['status!=Online', { field: 'status', op: 'not', values: ['Online'] }],
  ['nothing:x', undefined],
  ['plain words', undefined],
])('typed %j', (text, filter) => expect(readTyped(text, known)).toEqual(filter))

const online: Filter = { field: 'status', op: 'is', values: ['Online'] }
const web: Filter = { field: 'tag.role', op: 'is', values: ['web'] }
const untold: Filter = { field: 'platform', op: 'exists', values: ['false'] }

test('a cell replaces the filter on its field, and leaves the others', () => {
  expect(filteredTo([{ ...online, values: ['ConnectionLost'] }, web], online).map(formatFilter)).toEqual([
    'tag.role:is:web',
    'status:is:Online',
  ])
  const not: Filter = { ...online, op: 'not' }
  expect(filteredTo([not], web)).toEqual([not, web])
})

test('a cell is left out once', () => {
  const once = filteredOut([web], online)
  expect(once.map(formatFilter)).toEqual(['tag.role:is:web', 'status:not:Online'])
  expect(filteredOut(once, online)).toEqual(once)
  expect(filteredOut([], untold).map(formatFilter)).toEqual(['platform:exists:true'])
})
