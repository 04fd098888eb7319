import type { Endpoint } from '#queries/shell/copy-as'
import { identifier, provider, quoted } from '#queries/shell/terraform-text'
import type { ParameterRow } from './own-operations'

type Described = Partial<Pick<ParameterRow, 'Value'>> &
  Pick<ParameterRow, 'Name' | 'Type' | 'Tier' | 'KeyId' | 'Description' | 'AllowedPattern' | 'DataType'>

/** A secret is no part of a text that ends in files: its value is a sensitive variable. */
export function terraformOf(parameter: Described, endpoint: Endpoint): string {
  const { Name = '', Type = 'String', Tier = 'Standard', Value = '', KeyId, Description, AllowedPattern, DataType } = parameter
  const resource = identifier(Name.replace(/^\//, ''), 'parameter')
  const isSecret = Type === 'SecureString'
  const members: readonly (readonly [string, string | undefined])[] = [
    ['name', quoted(Name)],
    ['type', quoted(Type)],
    ['tier', quoted(Tier)],
    ['value', isSecret ? `var.${resource}` : quoted(Value)],
    ['key_id', isSecret && KeyId ? quoted(KeyId) : undefined],
    ['description', Description ? quoted(Description) : undefined],
    ['allowed_pattern', AllowedPattern ? quoted(AllowedPattern) : undefined],
    ['data_type', DataType && DataType !== 'text' ? quoted(DataType) : undefined],
  ]
  const given = members.filter(([, value]) => value !== undefined)
  const width = Math.max(...given.map(([name]) => name.length))
  return [
    ...provider(endpoint),
    ...(isSecret ? [`variable ${quoted(resource)} {`, '  type      = string', '  sensitive = true', '}', ''] : []),
    `resource "aws_ssm_parameter" ${quoted(resource)} {`,
    ...given.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`),
    '}',
    '',
  ].join('\n')
}
