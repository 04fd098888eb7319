import { expect, test } from 'vitest'
import { CallLog, maskSecrets } from './call-log'

test('keeps only the latest calls, newest first', () => {
  const log = new CallLog(2)
  for (const name of ['A', 'B', 'C']) log.start('ssm', name, {})({ status: 200, requestId: name })
  expect(log.read().map((entry) => entry.operation)).toEqual(['C', 'B'])
})

test('gives a new array after every change, so that a store subscription sees it', () => {
  const log = new CallLog(5)
  const end = log.start('ssm', 'A', {})
  const before = log.read()
  end({ status: 400, requestId: 'r', failure: { code: 'X', message: 'y' } })
  expect(log.read()).not.toBe(before)
  expect(log.read()[0]).toMatchObject({ status: 400, requestId: 'r', failure: { code: 'X' } })
})

test('takes calls that were made elsewhere, the latest first, within its limit', () => {
  const log = new CallLog(2)
  log.start('ssm', 'Before', {})({ status: 200 })
  const done = { service: 'ssm', input: { Password: 'p' }, startedAt: 1, durationMs: 2, status: 200 }
  log.add([
    { ...done, operation: 'One' },
    { ...done, operation: 'Two' },
  ])
  expect(log.read()).toMatchObject([{ operation: 'Two' }, { operation: 'One', input: { Password: '********' } }])
  expect(new Set(log.read().map(({ id }) => id)).size).toBe(2)
})

test('masks secrets at any depth and leaves page tokens alone', () => {
  const masked = maskSecrets({
    ActivationCode: 'abc',
    NextToken: 'page',
    Parameters: [
      { Type: 'SecureString', Value: 'v', Name: '/a' },
      { DefaultType: 'String', Value: 'v' },
      { Type: 'String', Value: 'v' },
    ],
  })
  expect(masked).toEqual({
    ActivationCode: '********',
    NextToken: 'page',
    Parameters: [
      { Type: 'SecureString', Value: '********', Name: '/a' },
      { DefaultType: 'String', Value: '********' },
      { Type: 'String', Value: 'v' },
    ],
  })
})
