import type { CreateDocumentRequest } from '@aws-sdk/client-ssm'
import type { OutputOf } from '#lib/api/browser'
import { isUnnamed } from '../draft-words'
import type { DocumentDescription } from '../own-operations'

const longest = 128
const ending = '-copy'

/** Names of built-in documents begin with words that are not free. */
export function cloneName(name: string): string {
  const free = name.replace(/^(aws|amazon|amzn|quarterdeck)-?/i, '')
  return `${(free || 'document').slice(0, longest - ending.length)}${ending}`
}

export function nameProblem(name: string): string | undefined {
  if (!/^[\w.-]{3,128}$/.test(name)) return 'Names have 3 to 128 letters, digits and _ - .'
  if (isUnnamed(name)) return 'Names that begin with unnamed. are kept for drafts that have no name yet.'
  return /^(aws|amazon|amzn|quarterdeck-)/i.test(name)
    ? 'Names that begin with aws, amazon, amzn or quarterdeck- are reserved.'
    : undefined
}

type Text = Pick<OutputOf<'GetDocument'>, 'Content' | 'DocumentFormat' | 'DocumentType'>

export function cloneRequest(
  Name: string,
  { Content = '', DocumentFormat, DocumentType }: Text,
  { TargetType, DisplayName }: Pick<DocumentDescription, 'TargetType' | 'DisplayName'>,
): CreateDocumentRequest {
  return {
    Name,
    Content,
    ...(DocumentFormat ? { DocumentFormat } : {}),
    ...(DocumentType ? { DocumentType } : {}),
    ...(TargetType ? { TargetType } : {}),
    ...(DisplayName ? { DisplayName } : {}),
  }
}
