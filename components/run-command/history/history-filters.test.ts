import { describe, expect, test } from 'vitest'
import { parseFilters } from '#queries/ui/filter-grammar'
import { historyInput } from './history-filters'

const now = Date.parse('2026-11-23T09:00:00Z') / 1000

describe('filters of the history', () => {
  test.each([
    [[], { Filters: [] }],
    [
      ['status:is:Failed', 'document:is:AWS-RunShellScript'],
      {
        Filters: [
          { key: 'Status', value: 'Failed' },
          { key: 'DocumentName', value: 'AWS-RunShellScript' },
        ],
      },
    ],
    [['node:is:mi-1'], { InstanceId: 'mi-1', Filters: [] }],
    [['since:is:24h'], { Filters: [{ key: 'InvokedAfter', value: '2026-11-22T09:00:00Z' }] }],
    [
      ['since:is:24h', 'after:is:2026-11-23T08%3A30%3A00Z'],
      { Filters: [{ key: 'InvokedAfter', value: '2026-11-23T08:30:00Z' }] },
    ],
    [['before:is:2026-11-01'], { Filters: [{ key: 'InvokedBefore', value: '2026-11-01T00:00:00Z' }] }],
    [['before:is:soon'], { Filters: [] }],
  ])('%j', (texts, input) => expect(historyInput(parseFilters(texts), now)).toEqual(input))
})
