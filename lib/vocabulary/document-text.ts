import type { JsonObject } from '#lib/wire/parameter-substitution'
import { ApiError } from './api-error'
import { parseDocument } from './document-tree/parse-document'
import { SourceLines } from './document-tree/source-lines'
import { type DocumentFormat, type SyntaxProblem, toValue } from './document-tree/tree'

/** Document text of either format to a plain object: no dates, no shared parts, no prototype keys. */
export function parseDocumentText(text: string, format: DocumentFormat): JsonObject {
  const { root, problems } = parseDocument(text, format)
  const problem = problems.find(({ severity }) => severity === 'error')
  if (problem) throw refusalOf(problem, text)
  const value = root && toValue(root)
  if (!isObject(value)) throw invalidContent(`The document is not a ${format} object.`)
  return value
}

function refusalOf({ code, message, start }: SyntaxProblem, text: string): ApiError {
  if (code === 'tooLarge') return new ApiError('MaxDocumentSizeExceeded', message)
  const { line, column } = new SourceLines(text).positionOf(start)
  return invalidContent(`Line ${line}, column ${column}: ${message}`)
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function invalidContent(message: string): ApiError {
  return new ApiError('InvalidDocumentContent', message)
}
