import { expect, test } from 'vitest'
import { terraformOf } from './terraform'

const endpoint = { url: 'https://ssm.example.test', region: 'eu-1' }

test('a parameter is a resource, with its value quoted', () => {
  const text = terraformOf(
    {
      Name: '/prod/db/url',
      Type: 'String',
      Tier: 'Standard',
      Value: 'a "b"\n${HOME}',
      Description: 'of the database',
      DataType: 'text',
    },
    endpoint,
  )
  expect(text).toContain('    ssm = "https://ssm.example.test"')
  expect(text).toContain(`resource "aws_ssm_parameter" "prod_db_url" {
  name        = "/prod/db/url"
  type        = "String"
  tier        = "Standard"
  value       = "a \\"b\\"\\n$\${HOME}"
  description = "of the database"
}
`)
})

test('the value of a secret is a sensitive variable', () => {
  const text = terraformOf({ Name: '/prod/password', Type: 'SecureString', Tier: 'Advanced', KeyId: 'alias/app' }, endpoint)
  expect(text).toContain('variable "prod_password" {\n  type      = string\n  sensitive = true\n}')
  expect(text).toContain('  value  = var.prod_password\n  key_id = "alias/app"')
})
