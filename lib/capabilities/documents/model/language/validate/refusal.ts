import { ApiError } from '#lib/vocabulary/api-error'
import type { Finding } from './finding'
import type { Validated } from './validate-document'

const shownFindings = 5

/** What CreateDocument and UpdateDocument answer to a document with errors; undefined if it has none. */
export function refusalOf({ findings }: Pick<Validated, 'findings'>): ApiError | undefined {
  const errors = findings.filter(({ severity }) => severity === 'error')
  const [first] = errors
  if (!first) return undefined
  const tooLarge = errors.find(({ code }) => code === 'tooLarge')
  if (tooLarge) return new ApiError('MaxDocumentSizeExceeded', tooLarge.message)
  const version = errors.find(({ code }) => code === 'schemaVersion')
  if (version) return new ApiError('InvalidDocumentSchemaVersion', printed(version))
  const more = errors.length - shownFindings
  const lines = errors.slice(0, shownFindings).map(printed)
  return new ApiError('InvalidDocumentContent', [...lines, ...(more > 0 ? [`There are ${more} more errors.`] : [])].join(' '))
}

function printed({ line, column, message }: Finding): string {
  return `Line ${line}, column ${column}: ${message}`
}
