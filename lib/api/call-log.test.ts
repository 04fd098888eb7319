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

test('masks secrets at any depth and leaves page tokens alone', () => {
  const masked = maskSecrets({
    ActivationCode: 'abc',
    NextToken: 'page',
    Parameters: [
      { Type: 'SecureString', Value: 'v', Name: '/a' },
      { Type: 'String', Value: 'v' },
    ],
  })
  expect(masked).toEqual({
    ActivationCode: '********',
    NextToken: 'page',
    Parameters: [
      { Type: 'SecureString', Value: '********', Name: '/a' },
      { Type: 'String', Value: 'v' },
    ],
  })
})
