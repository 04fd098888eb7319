import { describe, expect, it } from 'vitest'
import type { Filter } from '#queries/ui/filter-grammar'
import { commandHref, commandTargets } from './command-link'

const all = { mode: 'all', except: new Set<string>() } as const
const tag = (key: string, ...values: string[]): Filter => ({ field: `tag.${key}`, op: values.length > 1 ? 'in' : 'is', values })
const online: Filter = { field: 'status', op: 'is', values: ['Online'] }
const rows = (count: number) => ({ mode: 'rows', ids: new Set(Array.from({ length: count }, (_, at) => `mi-${at}`)) }) as const

describe('commandTargets', () => {
  it.each([
    ['picked nodes by id', rows(2), [], '', 'mi-0,mi-1'],
    ['everything', all, [], '', 'InstanceIds=*'],
    [
      'everything that matches tags',
      all,
      [tag('env', 'prod', 'stage'), tag('a=b', 'c,d')],
      '',
      'tag:env=prod,stage;tag:a%3Db=c%2Cd',
    ],
  ])('takes %s', (_name, selection, filters, query, text) => {
    expect(commandTargets(selection, filters, query)).toEqual({ kind: 'targets', text })
  })

  it.each([
    ['too many names', rows(51), [], '', /at most 50/],
    ['a filter on anything else', all, [online], '', /Only filters on tags/],
    ['a text search', all, [], 'web', /Only filters on tags/],
    ['everything but one', { mode: 'all', except: new Set(['mi-1']) } as const, [], '', /but some/],
  ])('says why not: %s', (_name, selection, filters, query, reason) => {
    const targets = commandTargets(selection, filters, query)
    expect(targets.kind === 'impossible' ? targets.reason : '').toMatch(reason)
  })
})

it('keeps the targets whole in the address', () => {
  const text = 'tag:a%3Db=c%2Cd;tag:role=web'
  expect(new URLSearchParams(commandHref(text).split('?')[1]).get('targets')).toBe(text)
})
