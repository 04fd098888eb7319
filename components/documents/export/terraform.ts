import type { Endpoint } from '#queries/shell/copy-as'
import type { DocumentDescription } from '../own-operations'
import { shortName } from '../document-words'
import { escaped, identifier, provider, quoted } from '#queries/shell/terraform-text'

/** The document as a resource of Terraform's AWS provider, with the provider that talks to this installation. */
export function terraformOf(document: DocumentDescription, content: string, endpoint: Endpoint): string {
  const { Name = '', DocumentType = 'Command', DocumentFormat = 'JSON', TargetType, Tags = [] } = document
  const name = shortName(Name)
  const tags = Tags.map(({ Key = '', Value = '' }) => `    ${quoted(Key)} = ${quoted(Value)}`)
  return [
    ...provider(endpoint),
    `resource "aws_ssm_document" ${quoted(identifier(name, 'document'))} {`,
    `  name            = ${quoted(name)}`,
    `  document_type   = ${quoted(DocumentType)}`,
    `  document_format = ${quoted(DocumentFormat)}`,
    ...(TargetType ? [`  target_type     = ${quoted(TargetType)}`] : []),
    '',
    ...heredoc(content),
    ...(tags.length > 0 ? ['', '  tags = {', ...tags, '  }'] : []),
    '}',
    '',
  ].join('\n')
}

function heredoc(content: string): string[] {
  const text = content.replace(/\r?\n$/, '')
  const taken = new Set(text.split('\n').map((line) => line.trim()))
  let mark = 'DOCUMENT'
  while (taken.has(mark)) mark += '_'
  return [`  content = <<${mark}`, escaped(text), mark]
}
