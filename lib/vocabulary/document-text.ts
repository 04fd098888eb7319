import { parse as parseYaml } from 'yaml'
import { parseJson } from '#lib/wire/aws-json'
import type { JsonObject } from '#lib/wire/parameter-substitution'
import { ApiError } from './api-error'

/** Document text of either format to a plain object. */
export type DocumentFormat = 'JSON' | 'YAML'

export const maxDocumentBytes = 64 * 1024

export function parseDocumentText(text: string, format: DocumentFormat): JsonObject {
  const bytes = new TextEncoder().encode(text).length
  if (bytes > maxDocumentBytes) {
    throw new ApiError('MaxDocumentSizeExceeded', `The document has ${bytes} bytes; the limit is ${maxDocumentBytes}.`)
  }
  const value = format === 'JSON' ? fromJson(text) : fromYaml(text)
  if (!isObject(value)) throw invalidContent(`The document is not a ${format} object.`)
  return value
}

function fromJson(text: string): unknown {
  const parsed = parseJson(text)
  if (parsed.kind === 'malformed') throw invalidContent(`The document cannot be read as JSON. ${parsed.reason}`)
  return parsed.value
}

/** Through JSON, so that a document has nothing that JSON has not: no dates, no shared parts, no prototype keys. */
function fromYaml(text: string): unknown {
  return fromJson(JSON.stringify(readYaml(text)) ?? 'null')
}

function readYaml(text: string): unknown {
  try {
    return parseYaml(text, { schema: 'core', maxAliasCount: 50, logLevel: 'error', prettyErrors: true })
  } catch (thrown) {
    const [reason = ''] = thrown instanceof Error ? thrown.message.split('\n', 1) : []
    throw invalidContent(`The document cannot be read as YAML. ${reason.slice(0, 300)}`)
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function invalidContent(message: string): ApiError {
  return new ApiError('InvalidDocumentContent', message)
}
