import { describe, expect, it } from 'vitest'
import { testUser } from '#lib/api/testing/test-context'
import { sourceOf, sourceText } from './source'

describe('where a command comes from', () => {
  it.each([
    ['aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/linux', 'aws-cli 2.17.0'],
    ['Boto3/1.34.0 md/Botocore#1.34.0 ua/2.0', 'Boto3 1.34.0'],
    ['aws-sdk-js/3.800.0 ua/2.1 os/linux', 'aws-sdk-js 3.800.0'],
    ['APN/1.0 HashiCorp/1.0 Terraform/1.9.0 (+https://www.terraform.io) terraform-provider-aws/5.0', 'Terraform 1.9.0'],
    ['a strange\nthing', 'API'],
    ['', 'API'],
  ])('with an access key by %j is %s', (userAgent, text) => {
    expect(sourceText(sourceOf({ ...testUser(), accessKeyId: 'AKIA', userAgent }))).toBe(text)
  })

  it.each([
    [sourceOf(testUser()), 'Console'],
    [sourceOf({ kind: 'system', userAgent: 'quarterdeck' }), 'Server'],
    ['user', 'User'],
  ])('kept as %s reads %s', (source, text) => expect(sourceText(source)).toBe(text))
})
