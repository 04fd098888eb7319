import { expect, test } from 'vitest'
import { parseFilters } from '#queries/ui/filter-grammar'
import { type Asked, listFilters } from './parameter-filters'

const asked = (more: Partial<Asked> = {}, f: readonly string[] = []): Asked => ({
  path: '/',
  isRecursive: true,
  filters: parseFilters(f),
  query: '',
  ...more,
})

test.each([
  ['everything', asked(), undefined],
  ['one level', asked({ isRecursive: false }), [{ Key: 'Path', Option: 'OneLevel', Values: ['/'] }]],
  ['a path', asked({ path: '/prod' }), [{ Key: 'Path', Option: 'Recursive', Values: ['/prod'] }]],
  ['a text', asked({ query: ' db ' }), [{ Key: 'Name', Option: 'Contains', Values: ['db'] }]],
  ['types', asked({}, ['type:in:String,StringList']), [{ Key: 'Type', Option: 'Equals', Values: ['String', 'StringList'] }]],
  ['keys', asked({}, ['key:begins:alias/a']), [{ Key: 'KeyId', Option: 'BeginsWith', Values: ['alias/a'] }]],
  ['a tag', asked({}, ['tag.team:is:ops']), [{ Key: 'tag:team', Option: 'Equals', Values: ['ops'] }]],
  ['any tag', asked({}, ['tag.team:exists']), [{ Key: 'tag:team' }]],
  [
    'the last of one thing',
    asked({}, ['tier:is:Standard', 'tier:is:Advanced']),
    [{ Key: 'Tier', Option: 'Equals', Values: ['Advanced'] }],
  ],
  ['nothing unknown', asked({}, ['colour:is:red', 'type:not:String']), undefined],
])('filters by %s', (_what, given, filters) => expect(listFilters(given).ParameterFilters).toEqual(filters))
