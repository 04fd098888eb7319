import { describe, expect, it } from 'vitest'
import { parseTargets } from '#queries/run-command/new/command-draft'
import { toTargets } from '#queries/ui/targets'
import type { Filter } from '#queries/ui/filter-grammar'
import { commandHref, commandTargets } from './command-link'

const all = { mode: 'all', except: new Set<string>() } as const
const tag = (key: string, ...values: string[]): Filter => ({ field: `tag.${key}`, op: values.length > 1 ? 'in' : 'is', values })
const now = 1_800_000_000
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
    expect(commandTargets(selection, { filters, query, nowSeconds: now })).toEqual({ kind: 'targets', text })
  })

  it.each([
    ['too many names', rows(251), [], '', /At most 250 nodes can be picked/],
    ['everything but too many', { mode: 'all', except: rows(251).ids } as const, [], '', /At most 250 nodes can be left out/],
    ['too many words', all, [], 'a '.repeat(51), /at most 50 filters/],
  ])('says why not: %s', (_name, selection, filters, query, reason) => {
    const targets = commandTargets(selection, { filters, query, nowSeconds: now })
    expect(targets.kind === 'impossible' ? targets.reason : '').toMatch(reason)
  })
})

describe('filters of the list as targets', () => {
  const filtersOf = (...input: Parameters<typeof commandTargets>) => {
    const targets = commandTargets(...input)
    const href = targets.kind === 'targets' ? commandHref(targets.text) : ''
    return toTargets(parseTargets(new URLSearchParams(href.split('?')[1]).get('targets') ?? ''))
  }
  const old: Filter = { field: 'lastSeen', op: 'lt', values: ['-24h'] }

  it.each<[string, Parameters<typeof commandTargets>[0], readonly Filter[], string, string[]]>([
    ['a status', all, [online], '', ['status:is:Online']],
    ['words', all, [tag('env', 'a,b')], 'web 10.0', ['tag.env:is:a%2Cb', 'search:contains:web', 'search:contains:10.0']],
    ['an age, as an instant', all, [old], '', ['lastSeen:lt:2027-01-14T08%3A00%3A00.000Z']],
    ['all but some', { mode: 'all', except: new Set(['mi-1', 'mi-2']) }, [], '', ['id:not:mi-1,mi-2']],
    ['the same tag twice', all, [tag('env', 'a'), tag('env', 'b')], '', ['tag.env:is:a', 'tag.env:is:b']],
    ['many picked nodes', rows(51), [], '', [`id:in:${[...rows(51).ids].join(',')}`]],
  ])('come through the address: %s', (_name, selection, filters, query, values) => {
    const list = { filters, query, nowSeconds: now }
    expect(filtersOf(selection, list)).toEqual([{ Key: 'quarterdeck:node-filter', Values: values }])
  })
})

it('keeps the targets whole in the address', () => {
  const text = 'tag:a%3Db=c%2Cd;tag:role=web'
  expect(new URLSearchParams(commandHref(text).split('?')[1]).get('targets')).toBe(text)
})
