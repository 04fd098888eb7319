import type { DocumentFormat } from '@aws-sdk/client-ssm'
import { invalidContent, isObject } from '#lib/vocabulary/document-text'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { toValue } from '#lib/vocabulary/document-tree/tree'
import type { JsonObject } from '#lib/wire/parameter-substitution'
import type { DocumentVersion } from './document'
import { convertDocument } from './model/language/convert'

type Text = Pick<DocumentVersion, 'content' | 'format'>

/** The text in the format asked for; text that is neither JSON nor YAML stays what it is. */
export function contentIn({ content, format }: Text, wanted: DocumentFormat): { content: string; format: DocumentFormat } {
  if (format === 'TEXT' || wanted === 'TEXT' || wanted === format) return { content, format }
  const converted = convertDocument(parseDocument(content, format), wanted)
  return converted === undefined ? { content, format } : { content: converted, format: wanted }
}

/** Throws for text alone: what is stored as JSON or YAML has been read before. */
export function objectOf({ content, format }: Text): JsonObject {
  const root = format === 'TEXT' ? undefined : parseDocument(content, format).root
  const value = root && toValue(root)
  if (!isObject(value)) throw invalidContent('The document is text, not an object.')
  return value
}
