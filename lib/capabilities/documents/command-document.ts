import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { type CommandDocument, documentForAgent, type Platform, readCommandDocument } from '#lib/vocabulary/document'
import type { JsonObject } from '#lib/wire/parameter-substitution'
import { objectOf } from './content'
import type { DocumentVersion, FoundDocument } from './document'
import { nameFor, requireDocument, requireVersion } from './lookup'
import type { DocumentKey } from './store/documents'

interface DocumentReference {
  nameOrArn: string
  version?: string | undefined
  hash?: string | undefined
  hashType?: 'Sha256' | 'Sha1' | undefined
}

/** A Command document that may be run, in one version. */
export interface RunnableDocument {
  name: string
  version: string
  /** Where it is stored, for `holdDocument`; built-in documents and trials need no holding. */
  key: DocumentKey | undefined
  platformTypes: readonly Platform[]
  parsed: CommandDocument
  /** What agents get. */
  forAgent: JsonObject
}

/** Throws InvalidDocument, InvalidDocumentVersion; a hash that does not fit is InvalidDocument too. */
export async function requireCommandDocument(ctx: Ctx, reference: DocumentReference): Promise<RunnableDocument> {
  const found = await requireDocument(ctx, reference.nameOrArn)
  const version = await requireVersion(ctx, found, { version: reference.version })
  checkRunnable(found, version)
  checkHash(version, reference)
  const parsed = readCommandDocument(objectOf(version))
  return {
    name: nameFor(ctx, found.document),
    version: String(version.version),
    key: found.builtin ? undefined : { accountId: found.document.accountId, name: found.document.name },
    platformTypes: version.platformTypes,
    parsed,
    forAgent: documentForAgent(parsed),
  }
}

function checkRunnable({ document }: FoundDocument, version: DocumentVersion): void {
  if (document.type !== 'Command') {
    throw new ApiError(
      'InvalidDocument',
      `Document ${document.name} is of type ${document.type}: only Command documents can be sent.`,
    )
  }
  if (version.status === 'Active') return
  const reason = version.statusInformation ? `: ${version.statusInformation}` : '.'
  throw new ApiError('InvalidDocument', `Version ${version.version} of document ${document.name} is ${version.status}${reason}`)
}

function checkHash(version: DocumentVersion, { hash, hashType = 'Sha256' }: DocumentReference): void {
  const own = hashType === 'Sha1' ? version.sha1 : version.sha256
  if (hash === undefined || hash.toLowerCase() === own) return
  throw new ApiError('InvalidDocument', `The hash of document ${version.name} version ${version.version} is not the one given.`)
}
