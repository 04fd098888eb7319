import { describe, expect, test } from 'vitest'
import { formatFilter, parseFilters } from '#queries/ui/filter-grammar'
import { besidesOwner, documentFilters, ownerTabOf, withOwner } from './document-filters'

describe('filters of the library', () => {
  test.each([
    [[], '', {}],
    [['owner:is:mine'], '', { Filters: [{ Key: 'Owner', Values: ['Self'] }] }],
    [['owner:is:built-in'], '', { Filters: [{ Key: 'Owner', Values: ['Amazon', 'Quarterdeck'] }] }],
    [['owner:is:nobody'], '', {}],
    [['owner:is:favourites', 'type:is:Session'], '', { Filters: [{ Key: 'DocumentType', Values: ['Session'] }] }],
    [['type:in:Command,Session'], '', { Filters: [{ Key: 'DocumentType', Values: ['Command', 'Session'] }] }],
    [
      ['platform:is:Linux', 'name:begins:web-', 'target:is:/AWS::EC2::Instance', 'account:is:000000000002'],
      '',
      {
        Filters: [
          { Key: 'PlatformTypes', Values: ['Linux'] },
          { Key: 'Name', Values: ['web-'] },
          { Key: 'TargetType', Values: ['/AWS::EC2::Instance'] },
          { Key: 'Owner', Values: ['000000000002'] },
        ],
      },
    ],
    [['tag.env:is:prod'], '', { Filters: [{ Key: 'tag:env', Values: ['prod'] }] }],
    [['tag.env:exists'], '', { Filters: [{ Key: 'tag:env', Values: [] }] }],
    [['colour:is:red', 'type:not:Command'], '  ', {}],
    [
      ['owner:is:shared'],
      ' nginx ',
      {
        Filters: [
          { Key: 'Owner', Values: ['Private'] },
          { Key: 'SearchKeyword', Values: ['nginx'] },
        ],
      },
    ],
  ])('%j with %j', (texts, keyword, input) => expect(documentFilters(parseFilters(texts), keyword)).toEqual(input))

  test('a tab takes the place of the other one and leaves the filters', () => {
    const filters = parseFilters(['owner:is:mine', 'type:is:Command'])
    expect(ownerTabOf(filters)).toBe('mine')
    expect(besidesOwner(filters).map(formatFilter)).toEqual(['type:is:Command'])
    expect(withOwner(filters, 'shared').map(formatFilter)).toEqual(['owner:is:shared', 'type:is:Command'])
    expect(withOwner(filters, 'all').map(formatFilter)).toEqual(['type:is:Command'])
    expect(ownerTabOf(withOwner(filters, 'all'))).toBe('all')
  })
})
