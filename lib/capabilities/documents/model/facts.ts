import { platformsOf, type Platform, readCommandDocument } from '#lib/vocabulary/document'
import { ApiError } from '#lib/vocabulary/api-error'
import {
  type DocumentFormat as TreeFormat,
  entriesOf,
  memberOf,
  plainTextOf,
  textOf,
  toValue,
  type TreeNode,
} from '#lib/vocabulary/document-tree/tree'
import { invalidContent, isObject } from '#lib/vocabulary/document-text'
import { maxDocumentBytes } from '#lib/vocabulary/document-tree/parse-document'
import { type DocumentType, shapesOf, typeOfVersion } from './language/description/document-types'
import { refusalOf } from './language/validate/refusal'
import { type Validated, validateDocument } from './language/validate/validate-document'

export type StoredFormat = TreeFormat | 'TEXT'

export interface ParameterFact {
  name: string
  type: string
  description: string | undefined
  defaultValue: string | undefined
}

/** What is known of a version without reading its text again. */
export interface DocumentFacts {
  format: StoredFormat
  schemaVersion: string | undefined
  description: string | undefined
  parameters: readonly ParameterFact[]
  platformTypes: readonly Platform[]
}

const allPlatforms: readonly Platform[] = ['Linux', 'MacOS', 'Windows']

/** Throws what CreateDocument and UpdateDocument answer to a text that is not a document of this type. */
export function readFacts(content: string, type: DocumentType, given: StoredFormat | undefined): DocumentFacts {
  const format = given ?? (shapesOf(type) === 'calendar' ? 'TEXT' : 'JSON')
  if (format === 'TEXT') return textFacts(content, type)
  if (shapesOf(type) === 'calendar') throw invalidContent(`A ${type} document is iCalendar text: give DocumentFormat TEXT.`)
  const validated = validateDocument(content, { type, format })
  const refusal = refusalOf(validated)
  if (refusal) throw new ApiError(refusal.code, `${refusal.message}${hintFor(validated, { content, type, given })}`)
  const root = validated.parsed?.root
  return {
    format,
    schemaVersion: validated.schemaVersion,
    description: textOf(memberOf(root, 'description')),
    parameters: parametersOf(root),
    platformTypes: root ? platformsFor(type, root) : [],
  }
}

interface Asked {
  content: string
  type: DocumentType
  given: StoredFormat | undefined
}

/** The two defaults that people forget. */
function hintFor({ schemaVersion }: Validated, { content, type, given }: Asked): string {
  if (given === undefined && !/^\s*[{[]/.test(content))
    return ' The format was taken to be JSON: give DocumentFormat YAML for a YAML document.'
  const meant = typeOfVersion(schemaVersion ?? /schemaVersion["']?\s*:\s*["']?([\d.]+)/.exec(content)?.[1])
  return meant && meant !== type && type === 'Command' ? ` For a document of this schema version give DocumentType ${meant}.` : ''
}

function textFacts(content: string, type: DocumentType): DocumentFacts {
  const shapes = shapesOf(type)
  const isText = shapes === 'calendar' || shapes.every(({ versions }) => versions.length === 0)
  if (!isText) throw invalidContent(`A ${type} document is JSON or YAML: give DocumentFormat JSON or YAML.`)
  const bytes = new TextEncoder().encode(content).length
  if (bytes > maxDocumentBytes)
    throw new ApiError('MaxDocumentSizeExceeded', `The document has ${bytes} bytes; the limit is ${maxDocumentBytes}.`)
  const refusal = shapes === 'calendar' ? refusalOf(validateDocument(content, { type, format: 'TEXT' })) : undefined
  if (refusal) throw refusal
  return { format: 'TEXT', schemaVersion: undefined, description: undefined, parameters: [], platformTypes: [] }
}

function parametersOf(root: TreeNode | undefined): readonly ParameterFact[] {
  return entriesOf(memberOf(root, 'parameters')).map(({ key, value }) => ({
    name: key,
    type: plainTextOf(memberOf(value, 'type')) ?? 'String',
    description: textOf(memberOf(value, 'description')),
    defaultValue: defaultText(memberOf(value, 'default')),
  }))
}

function defaultText(node: TreeNode | undefined): string | undefined {
  if (!node) return undefined
  return plainTextOf(node) ?? JSON.stringify(toValue(node))
}

function platformsFor(type: DocumentType, root: TreeNode): readonly Platform[] {
  switch (type) {
    case 'Command':
    case 'Policy': {
      const content = toValue(root)
      return isObject(content) ? platformsOf(readCommandDocument(content)) : []
    }
    case 'Automation':
    case 'Automation.ChangeTemplate':
    case 'Session':
      return allPlatforms
    case 'Package':
      return packagePlatforms(root)
    default:
      return []
  }
}

/** The manifest of a package names an archive for each platform; what is neither Windows nor macOS is a Linux. */
function packagePlatforms(root: TreeNode): readonly Platform[] {
  const named = entriesOf(memberOf(root, 'packages')).map(({ key }) => platformNamed(key.toLowerCase()))
  return allPlatforms.filter((platform) => named.includes('any') || named.includes(platform))
}

function platformNamed(name: string): Platform | 'any' {
  if (name === '_any') return 'any'
  if (name.startsWith('windows')) return 'Windows'
  return name.startsWith('mac') || name === 'darwin' ? 'MacOS' : 'Linux'
}
