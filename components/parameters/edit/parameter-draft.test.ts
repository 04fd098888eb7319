import { expect, test } from 'vitest'
import {
  changedMembers,
  changeInput,
  mergeDrafts,
  newDraft,
  type ParameterDraft,
  problemsOf,
  putInput,
  valueWarning,
  withMember,
} from './parameter-draft'

const draft = (more: Partial<ParameterDraft> = {}): ParameterDraft => ({
  ...newDraft('/prod'),
  name: '/prod/x',
  value: 'v',
  ...more,
})

test('what is created is what is in the form, and no more', () => {
  expect(putInput(draft())).toEqual({ Name: '/prod/x', Type: 'String', Value: 'v', Tier: 'Standard' })
  const tags = [
    { key: 'team', value: 'ops' },
    { key: ' ', value: '' },
  ]
  const secret = draft({
    type: 'SecureString',
    keyId: 'alias/app',
    tags,
    description: 'd',
    allowedPattern: '^v$',
    tier: 'Advanced',
  })
  expect(putInput(secret)).toEqual({
    Name: '/prod/x',
    Type: 'SecureString',
    Value: 'v',
    Tier: 'Advanced',
    KeyId: 'alias/app',
    Description: 'd',
    AllowedPattern: '^v$',
    Tags: [{ Key: 'team', Value: 'ops' }],
  })
  expect(putInput(draft({ type: 'StringList', value: 'a\nb' })).Value).toBe('a,b')
})

test.each([
  [draft(), {}],
  [draft({ name: '/prod/' }), { name: /Letters/ }],
  [draft({ name: 'a/b' }), { name: /begins with one/ }],
  [draft({ name: '/aws/x' }), { name: /aws or ssm/ }],
  [draft({ value: '' }), { value: /at least one/ }],
  [draft({ value: '{{ssm:x}}' }), { value: /another parameter/ }],
  [draft({ value: 'ü'.repeat(2049) }), { value: /4096 bytes; this is 4098/ }],
  [draft({ value: 'ü'.repeat(2049), tier: 'Advanced' }), {}],
  [draft({ allowedPattern: '^\\d+$' }), { value: /does not match/ }],
  [draft({ allowedPattern: '(' }), { allowedPattern: /regular expression/ }],
  [draft({ value: '', keepsValue: true, type: 'SecureString' }), {}],
  [draft({ policies: [{ type: 'NoChangeNotification', at: '', count: '3', unit: 'Days' }] }), { policies: /advanced tier/ }],
])('problems of draft %#', (given, wanted) => {
  const problems = problemsOf(given)
  expect(Object.keys(problems)).toEqual(Object.keys(wanted))
  for (const [field, pattern] of Object.entries(wanted)) expect(problems[field as 'name']).toMatch(pattern)
})

test('broken JSON is a warning, for it may be meant', () => {
  expect(valueWarning(draft({ value: '{"a":' }))).toMatch(/but is none/)
  expect(valueWarning(draft({ value: '{"a":1}' }))).toBeUndefined()
})

test('only what changes is sent, with the version it was changed from', () => {
  const base = draft({ type: 'SecureString', value: '', keepsValue: true })
  expect(changeInput(base, { ...base, description: 'new' }, 3)).toEqual({
    Name: '/prod/x',
    Type: 'SecureString',
    ExpectedVersion: 3,
    Description: 'new',
  })
  const typed = { ...base, keepsValue: false, value: 'w' }
  expect(changedMembers(base, typed)).toEqual(['value'])
  expect(changeInput(base, typed, 3)).toMatchObject({ Value: 'w' })
})

test('a merge takes what was not touched here, keeps what was, and names what both changed', () => {
  const base = draft({ description: 'old' })
  const mine = { ...base, value: 'mine', description: 'mine' }
  const theirs = { ...base, value: 'theirs', allowedPattern: '^t' }
  const { draft: merged, conflicts } = mergeDrafts(base, mine, theirs)
  expect(merged).toMatchObject({ value: 'mine', description: 'mine', allowedPattern: '^t' })
  expect(conflicts).toEqual(['value'])
  expect(withMember(merged, 'value', theirs).value).toBe('theirs')
  expect(mergeDrafts(base, { ...base, value: 'same' }, { ...base, value: 'same' }).conflicts).toEqual([])
})

test('of a secret typed here nobody can see whether it changed there', () => {
  const base = draft({ type: 'SecureString', value: '', keepsValue: true })
  expect(mergeDrafts(base, { ...base, value: 'mine', keepsValue: false }, base).conflicts).toEqual(['value'])
  expect(mergeDrafts(base, { ...base, description: 'd' }, base).conflicts).toEqual([])
})
