import { describe, expect, it } from 'vitest'
import { documentArn, managedInstanceArn, parameterArn, parseArn, userArn } from './arn'

const place = { region: 'local-1', accountId: '000000000001' }

describe('ARNs', () => {
  it.each([
    [
      managedInstanceArn(place, 'mi-0123456789abcdef0'),
      'arn:aws:ssm:local-1:000000000001:managed-instance/mi-0123456789abcdef0',
      'managed-instance',
      'mi-0123456789abcdef0',
    ],
    [documentArn(place, 'Own-Doc'), 'arn:aws:ssm:local-1:000000000001:document/Own-Doc', 'document', 'Own-Doc'],
    [parameterArn(place, 'a'), 'arn:aws:ssm:local-1:000000000001:parameter/a', 'parameter', 'a'],
    [parameterArn(place, '/a/b'), 'arn:aws:ssm:local-1:000000000001:parameter/a/b', 'parameter', '/a/b'],
  ])('%s survive being read', (arn, text, ...[kind, name]) => {
    expect(arn).toBe(text)
    expect(parseArn(arn)).toEqual({ kind, name, ...place })
  })

  it('name users and documents of AWS', () => {
    expect(parseArn(userArn('000000000001', 'ops@example.net'))).toEqual({
      kind: 'user',
      region: '',
      accountId: '000000000001',
      name: 'ops@example.net',
    })
    expect(parseArn('arn:aws:ssm:us-east-1::document/AWS-RunShellScript')).toMatchObject({
      accountId: '',
      name: 'AWS-RunShellScript',
    })
  })

  it.each([
    '',
    'mi-0123456789abcdef0',
    'arn:aws:s3:::bucket',
    'arn:aws:ssm:r:1:document/x',
    'arn:aws:ssm:r:000000000001:document/',
    `arn:aws:ssm:r::document/${'x'.repeat(5000)}`,
  ])('are not %.40s', (text) => {
    expect(parseArn(text)).toBeUndefined()
  })
})
