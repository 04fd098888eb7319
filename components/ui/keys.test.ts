import { expect, test } from 'vitest'
import { keyName, KeyRegistry, type KeyPress } from './keys'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
})
const free = { typing: false, singleKeys: true }
const binding = (key: string, label = key) => ({ key, label, run: () => {} })

test.each([
  [press('j'), 'j'],
  [press('?', { shiftKey: true }), '?'],
  [press('Y', { shiftKey: true }), 'Shift+y'],
  [press('k', { ctrlKey: true }), 'Mod+k'],
  [press('K', { metaKey: true, shiftKey: true }), 'Mod+Shift+k'],
  [press('Enter', { ctrlKey: true }), 'Mod+Enter'],
  [press(' '), 'Space'],
  [press('Escape'), 'Escape'],
])('names a key press %#', (given, name) => expect(keyName(given)).toBe(name))

test('the layer mounted last answers, and the earlier one again once it is gone', () => {
  const keys = new KeyRegistry()
  keys.register(() => [binding('c', 'page')])
  const leave = keys.register(() => [binding('c', 'dialog')])
  expect(keys.match(press('c'), free, 0)).toMatchObject({ label: 'dialog' })
  expect(keys.active().map((kept) => kept.label)).toEqual(['dialog'])
  leave()
  expect(keys.match(press('c'), free, 0)).toMatchObject({ label: 'page' })
})

test('a chord needs both keys within its time', () => {
  const keys = new KeyRegistry()
  keys.register(() => [binding('g n', 'nodes'), binding('n', 'next')])
  expect(keys.match(press('g'), free, 0)).toBe('chord')
  expect(keys.match(press('n'), free, 500)).toMatchObject({ label: 'nodes' })
  expect(keys.match(press('g'), free, 1000)).toBe('chord')
  expect(keys.match(press('n'), free, 9000)).toMatchObject({ label: 'next' })
})

test('single keys are silent while typing and when switched off, keys with Mod are not', () => {
  const keys = new KeyRegistry()
  keys.register(() => [binding('j'), binding('Mod+k'), binding('Escape')])
  for (const context of [
    { typing: true, singleKeys: true },
    { typing: false, singleKeys: false },
  ]) {
    expect(keys.match(press('j'), context, 0)).toBeUndefined()
    expect(keys.match(press('k', { ctrlKey: true }), context, 0)).toMatchObject({ key: 'Mod+k' })
    expect(keys.match(press('Escape'), context, 0)).toMatchObject({ key: 'Escape' })
  }
})
