import { describe, expect, it } from 'vitest'
import { type AttentionItem, bySnooze, failedCommandItems, inOrder, keptOrder, lostItems, ranked } from './attention'

const now = 100_000
const run = { commandId: 'a', documentName: 'AWS-RunShellScript', what: 'apt-get update', failedNodes: 3, requestedAt: now - 60 }
const item = (key: string, weight: number): AttentionItem => ({
  key,
  weight,
  kind: 'command',
  tone: 'bad',
  title: key,
  detail: '',
  at: undefined,
  href: '/',
  action: 'Open',
})

describe('failedCommandItems', () => {
  it('makes one problem of runs with the same document and words, and opens the newest', () => {
    const items = failedCommandItems(
      [run, { ...run, commandId: 'b', requestedAt: now - 10, failedNodes: 5 }, { ...run, commandId: 'c', what: 'reboot' }],
      now,
    )
    expect(items.map((one) => [one.title, one.href, one.detail])).toEqual([
      ['apt-get update failed on 5 nodes', '/commands/b', 'AWS-RunShellScript, 2 runs'],
      ['reboot failed on 3 nodes', '/commands/c', 'AWS-RunShellScript'],
    ])
  })

  it('shortens long scripts, so that what follows stays readable', () => {
    const [only] = failedCommandItems([{ ...run, what: 'x'.repeat(200) }], now)
    expect(only?.title).toBe(`${'x'.repeat(59)}… failed on 3 nodes`)
  })

  it('names the document when there are no words', () => {
    const [only] = failedCommandItems([{ ...run, what: '', failedNodes: 1 }], now)
    expect(only).toMatchObject({ title: 'AWS-RunShellScript failed on 1 node', detail: '' })
  })
})

describe('lostItems', () => {
  it('leaves out ages without nodes', () => {
    const group = { words: 'silent for less than an hour', href: '/nodes', age: 300 }
    expect(lostItems([{ ...group, id: 'hour', nodes: 0 }])).toEqual([])
    expect(lostItems([{ ...group, id: 'hour', nodes: 1 }])[0]?.title).toBe('1 node silent for less than an hour')
  })
})

describe('the order', () => {
  it('ranks by severity, nodes and age', () => {
    const items = [
      ...lostItems([{ id: 'hour', words: 'lost', nodes: 3, href: '/', age: 60 }]),
      ...failedCommandItems([run, { ...run, what: 'big', failedNodes: 30 }], now),
    ]
    expect(ranked(items).map((one) => one.title)).toEqual([
      'big failed on 30 nodes',
      'apt-get update failed on 3 nodes',
      '3 nodes lost',
    ])
  })

  it('keeps places until asked: new problems come last, whatever they weigh', () => {
    const order = keptOrder([item('a', 2), item('b', 1)], [])
    expect(order).toEqual(['a', 'b'])
    const later = [item('b', 9), item('a', 2), item('c', 50)]
    expect(inOrder(later, order).map((one) => one.key)).toEqual(['a', 'b', 'c'])
    expect(keptOrder(later, order)).toEqual(['a', 'b', 'c'])
  })
})

describe('bySnooze', () => {
  const snooze = { Problem: 'lost:day', Reason: 'rack b7 moves', By: 'maria@example.net', Until: now + 60 }

  it('puts off what is snoozed, until the snooze ends', () => {
    const items = [item('lost:day', 2), item('command:x', 1)]
    const during = bySnooze(items, [snooze], now)
    expect([during.awake.map(({ key }) => key), during.snoozed.map(({ key, snooze: { Reason } }) => [key, Reason])]).toEqual([
      ['command:x'],
      [['lost:day', 'rack b7 moves']],
    ])
    expect(bySnooze(items, [snooze], now + 60)).toEqual({ awake: items, snoozed: [] })
  })

  it('names a problem within what the server keeps', () =>
    expect(failedCommandItems([{ ...run, what: 'x'.repeat(2000) }], now)[0]?.key).toHaveLength(512))
})
