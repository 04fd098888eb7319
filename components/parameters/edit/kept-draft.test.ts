import { expect, test } from 'vitest'
import { dropDraft, keepDraft, readDraft } from './kept-draft'
import { newDraft } from './parameter-draft'

function memory() {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}

test('a draft is kept by its name until it is dropped', () => {
  const store = memory()
  const draft = { ...newDraft('/prod'), value: 'typed' }
  keepDraft('/prod/x', { draft, base: undefined }, () => store)
  expect(readDraft('/prod/x', () => store)?.draft).toEqual(draft)
  expect(readDraft('/prod/y', () => store)).toBeUndefined()
  dropDraft('/prod/x', () => store)
  expect(readDraft('/prod/x', () => store)).toBeUndefined()
})

test('the value of a secret is never kept', () => {
  const store = memory()
  keepDraft('x', { draft: { ...newDraft('/'), type: 'SecureString', value: 'planted' }, base: undefined }, () => store)
  expect([...store.items.values()].join()).not.toContain('planted')
  expect(readDraft('x', () => store)?.draft).toMatchObject({ value: '', keepsValue: false })
})

test('a store that fails leaves the form working', () => {
  const broken = {
    getItem: (): string => {
      throw new Error('forbidden')
    },
    setItem: () => {
      throw new Error('full')
    },
    removeItem: () => {},
  }
  keepDraft('x', { draft: newDraft('/'), base: undefined }, () => broken)
  expect(readDraft('x', () => broken)).toBeUndefined()
})
