import { describe, expect, test } from 'vitest'
import type { ParameterType } from '../formats/entry'
import { importChanges } from './import-changes'

const none: ReadonlyMap<string, ParameterType> = new Map()
const of = (entry: object, types = none, path = '/prod') =>
  importChanges([{ name: 'db/host', value: 'h', line: 1, ...entry }], { path, types })[0]?.change

describe('a line of a file', () => {
  test.each([
    [{}, none, { Name: '/prod/db/host', DefaultType: 'String' }],
    [{ name: 'db/password' }, none, { Name: '/prod/db/password', DefaultType: 'SecureString' }],
    [{ type: 'StringList' }, none, { Type: 'StringList' }],
    [{ name: '/x' }, none, { Name: '/prod/x' }],
    [{}, new Map([['db/host', 'SecureString' as const]]), { Type: 'SecureString' }],
    [{ description: 'd' }, none, { Description: 'd' }],
  ])('%j becomes a change', (entry, types, change) => expect(of(entry, types)).toMatchObject({ Action: 'Put', ...change }))

  test('goes to the top with the path /', () => expect(of({}, none, '/')).toMatchObject({ Name: '/db/host' }))
})
