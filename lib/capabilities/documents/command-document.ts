import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { type CommandDocument, documentForAgent, type Platform, readCommandDocument } from '#lib/vocabulary/document'
import type { JsonObject } from '#lib/wire/parameter-substitution'
import { hashOf, requireBuiltin, requireBuiltinVersion } from './catalogue'

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
  platformTypes: readonly Platform[]
  parsed: CommandDocument
  /** What agents get. */
  forAgent: JsonObject
}

/** Throws InvalidDocument, InvalidDocumentVersion; a hash that does not fit is InvalidDocument too. */
export async function requireCommandDocument(ctx: Ctx, reference: DocumentReference): Promise<RunnableDocument> {
  const builtin = requireBuiltin(ctx.config, ctx.caller.accountId, reference.nameOrArn)
  const version = requireBuiltinVersion(builtin, { version: reference.version })
  if (reference.hash !== undefined && reference.hash.toLowerCase() !== hashOf(builtin, reference.hashType)) {
    throw new ApiError('InvalidDocument', `The hash of document ${builtin.name} version ${version} is not the one given.`)
  }
  const parsed = readCommandDocument(builtin.content)
  return { name: builtin.name, version, platformTypes: builtin.platformTypes, parsed, forAgent: documentForAgent(parsed) }
}
