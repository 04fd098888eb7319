import { describe, expect, test } from 'vitest'
import { formatFilter, parseFilters } from '#queries/ui/filter-grammar'
import { aroundActor, auditInput, withFilter } from './audit-filters'

const now = 1_800_000_000

describe('filters as a request', () => {
  test.each([
    [['actor:is:maria@example.test'], { Actor: 'maria@example.test' }],
    [['action:is:SendCommand', 'result:is:AccessDeniedException'], { Action: 'SendCommand', Result: 'AccessDeniedException' }],
    [['actor:not:ci', 'actor:not:jon', 'result:not:ok'], { Without: { Actor: ['ci', 'jon'], Result: ['ok'] } }],
    [['actor:not:ci', 'actor:is:jon'], { Actor: 'jon', Without: { Actor: ['ci'] } }],
    [['access:is:write'], { Access: 'write' }],
    [['access:is:everything'], {}],
    [['since:is:24h'], { From: now - 86_400 }],
    [['since:is:1h', 'from:is:2020-01-01T00%3A00%3A00Z'], { From: now - 3_600 }],
    [['to:is:2027-01-15T08%3A00%3A00Z'], { To: now }],
    [['to:is:soon'], {}],
    [['request:is:7c1e'], { RequestId: '7c1e' }],
  ])('%j', (texts, input) => expect(auditInput(parseFilters(texts), now)).toEqual(input))
})

test('ten minutes around an actor survive the address', () => {
  const texts = aroundActor('maria@example.test', now + 0.25).map(formatFilter)
  expect(auditInput(parseFilters(texts), now)).toEqual({ Actor: 'maria@example.test', From: now - 600, To: now + 600 })
})

test('a field has one value', () => {
  const filters = withFilter(withFilter([], 'actor', 'jon'), 'actor', 'maria')
  expect(filters).toEqual([{ field: 'actor', op: 'is', values: ['maria'] }])
})
