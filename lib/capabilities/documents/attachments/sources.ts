import type { AttachmentsSource } from '@aws-sdk/client-ssm'
import type { Ctx } from '#lib/platform/context'
import { ApiError, validationFailed } from '#lib/vocabulary/api-error'
import { isObject } from '#lib/vocabulary/document-text'
import { objectOf } from '../content'
import type { AttachmentSource, DocumentVersion, StoredDocument } from '../document'
import { requireDocument, requireVersion } from '../lookup'
import { type Attachment, shareAttachment } from '../store/attachments'

/** One file to fetch. */
export interface FileToFetch {
  name: string
  /** `https://…`, `http://…` or `s3://bucket/key`. */
  url: string
  /** What a package's manifest says it is. */
  sha256: string | undefined
}

const namePattern = /^[a-zA-Z0-9_-][a-zA-Z0-9_\-.]{2,127}$/

export function parseSources(given: readonly AttachmentsSource[] | undefined): readonly AttachmentSource[] {
  return (given ?? []).map(({ Key, Values, Name }) => {
    const [value] = Values ?? []
    if (!Key || value === undefined) throw validationFailed(['Attachments: every source needs a Key and one of Values'])
    if (Key !== 'AttachmentReference') checkUrl(value)
    return { key: Key, value, name: Name }
  })
}

function checkUrl(text: string): void {
  const url = URL.parse(text)
  const isFetchable = url && ['https:', 'http:', 's3:'].includes(url.protocol) && url.hostname !== '' && !url.username
  if (!isFetchable)
    throw validationFailed([`Attachments: ${text} must be an address that begins with https://, http:// or s3://`])
}

type Made = Pick<DocumentVersion, 'content' | 'format'>

/** The files behind URLs. A folder has those files that a package's manifest names. */
export function filesToFetch(
  sources: readonly AttachmentSource[],
  type: StoredDocument['type'],
  made: Made,
): readonly FileToFetch[] {
  const checksums = type === 'Package' ? manifestChecksums(made) : new Map<string, string | undefined>()
  const files = sources.flatMap((source) => {
    if (source.key === 'AttachmentReference') return []
    if (source.key === 'S3FileUrl') return [{ name: source.name ?? lastPart(source.value), url: source.value }]
    if (type !== 'Package')
      throw validationFailed(['Attachments: SourceUrl names a folder, which needs a Package document; use S3FileUrl'])
    return [...checksums.keys()].map((name) => ({ name, url: `${source.value.replace(/\/+$/, '')}/${encodeURIComponent(name)}` }))
  })
  return files.map((file) => ({ ...file, sha256: checksums.get(file.name) }))
}

function lastPart(url: string): string {
  const part = (URL.parse(url)?.pathname ?? '').split('/').at(-1) ?? ''
  return decodeURIComponent(/%(?![0-9a-f]{2})/i.test(part) ? '' : part)
}

function manifestChecksums(made: Made): ReadonlyMap<string, string | undefined> {
  const { files } = objectOf(made)
  if (!isObject(files)) return new Map()
  return new Map(Object.entries(files).map(([name, file]) => [name, sha256Of(file)]))
}

function sha256Of(file: unknown): string | undefined {
  const checksums = isObject(file) ? file['checksums'] : undefined
  const sha256 = isObject(checksums) ? checksums['sha256'] : undefined
  return typeof sha256 === 'string' ? sha256.toLowerCase() : undefined
}

export function checkAttachmentNames(names: readonly string[]): void {
  const bad = names.find((name) => !namePattern.test(name))
  if (bad !== undefined)
    throw validationFailed([`Attachments: give a Name of 3 to 128 letters, digits and _-. instead of '${bad.slice(0, 128)}'`])
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw validationFailed([`Attachments: two are named ${twice}`])
  if (names.length > maxAttachments)
    throw validationFailed([`Attachments: a document has at most ${maxAttachments}, not ${names.length}`])
}

export const maxAttachments = 20

/** `NAME/VERSION/FILE`, where the name may be an ARN of a document that is shared. */
const reference = /^(arn:aws[a-z-]*:ssm:[^/]*:document\/[^/]+|[^/]+)\/([^/]+)\/([^/]+)$/

/** Attachments of other documents, to be had without fetching anything. */
export async function takeReferenced(tx: Ctx, sources: readonly AttachmentSource[]): Promise<readonly Attachment[]> {
  const taken: Attachment[] = []
  for (const source of sources) {
    if (source.key !== 'AttachmentReference') continue
    const attachment = await takeOne(tx, source.value)
    taken.push({ ...attachment, name: source.name ?? attachment.name })
  }
  return taken
}

async function takeOne(tx: Ctx, value: string): Promise<Attachment> {
  const [, nameOrArn, selector, file] = reference.exec(value) ?? []
  if (!nameOrArn || !selector || !file)
    throw validationFailed([`Attachments: ${value} must be like my-document/2/my-file.zip: a document, its version and a file`])
  const found = await requireDocument(tx, nameOrArn)
  const { version } = await requireVersion(tx, found, { version: selector })
  const attachment = await shareAttachment(tx, found.document, { version, name: file })
  if (attachment) return attachment
  throw new ApiError('InvalidDocument', `Version ${version} of document ${found.document.name} has no attachment ${file}.`)
}
