import { expect, test } from 'vitest'
import { actorWords, resourceWords, resultWords } from './audit-words'

test.each([
  ['ok', 'ok', 'ok'],
  ['AccessDeniedException', 'denied', 'Denied'],
  ['InvalidSignatureException', 'denied', 'Denied'],
  ['ValidationException', 'failed', 'Validation'],
  ['InvalidInstanceId', 'failed', 'InvalidInstanceId'],
])('%s', (result, kind, label) => expect(resultWords(result)).toEqual({ kind, label }))

test('a key is told apart from its user', () => {
  expect(actorWords({ Actor: 'ci@x', ActorKind: 'user', AccessKeyId: 'AKIAABCDEFGHIJKLF3QZ' })).toEqual({
    name: 'ci@x',
    kind: 'key ..F3QZ',
  })
  expect(actorWords({ Actor: 'anonymous', ActorKind: 'anonymous', AccessKeyId: undefined }).kind).toBe('not signed in')
})

test.each([
  [['*'], ''],
  [['arn:aws:ssm:eu-1:000000000001:document/AWS-RunShellScript', 'mi-1'], 'document/AWS-RunShellScript, mi-1'],
  [['a', 'b', 'c', 'd', 'e'], 'a, b, c and 2 more'],
])('resources %j', (resources, words) => expect(resourceWords(resources)).toBe(words))
