import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { documentArn, parseArn } from '#lib/vocabulary/arn'
import { findBuiltin, versionOfBuiltin } from './catalogue'
import type { DocumentVersion, FoundDocument, SharedVersion, StoredDocument } from './document'
import { type DocumentKey, findDocument } from './store/documents'
import { findShare } from './store/shares'
import { findVersion, findVersionNamed } from './store/versions'

export interface VersionSelector {
  version?: string | undefined
  versionName?: string | undefined
}

/** A built-in document, one of the account, or one that another account shares; the last only by ARN. */
export async function requireDocument(ctx: Ctx, nameOrArn: string): Promise<FoundDocument> {
  const found = await find(ctx, nameOrArn)
  if (!found) throw noDocument(nameOrArn)
  return found
}

export function noDocument(nameOrArn: string): ApiError {
  return new ApiError('InvalidDocument', `Document with name ${nameOrArn} does not exist.`)
}

async function find(ctx: Ctx, nameOrArn: string): Promise<FoundDocument | undefined> {
  if (!nameOrArn.startsWith('arn:')) return findHere(ctx, nameOrArn)
  const arn = parseArn(nameOrArn)
  if (arn?.kind !== 'document') return undefined
  if (arn.accountId === '') return findBuiltin(ctx.config, arn.name)
  if (arn.accountId === ctx.caller.accountId) return findHere(ctx, arn.name)
  return findShared(ctx, arn)
}

async function findHere(ctx: Ctx, name: string): Promise<FoundDocument | undefined> {
  const builtin = findBuiltin(ctx.config, name)
  if (builtin) return builtin
  const document = await findDocument(ctx, { accountId: ctx.caller.accountId, name })
  return document && { document, builtin: undefined, shared: undefined }
}

async function findShared(ctx: Ctx, { accountId, name }: DocumentKey): Promise<FoundDocument | undefined> {
  const key = { accountId, name }
  const share = await findShare(ctx, key)
  const document = share && (await findDocument(ctx, key))
  return document && { document, builtin: undefined, shared: share.sharedVersion }
}

/** Without a selector the default version; of another account's document only what it shares. */
export async function requireVersion(ctx: Ctx, found: FoundDocument, selector: VersionSelector): Promise<DocumentVersion> {
  const version = await findSelected(ctx, found, selector)
  if (version && isShared(found, version.version)) return version
  throw noVersion(found.document, selector)
}

export function noVersion(document: StoredDocument, selector: VersionSelector, code = 'InvalidDocumentVersion'): ApiError {
  const asked = selector.versionName ?? selector.version ?? String(document.defaultVersion)
  return new ApiError(
    code,
    `Document ${document.name} has no version ${asked}: its default version is ${document.defaultVersion}, its latest ${document.latestVersion}.`,
  )
}

export async function findSelected(
  ctx: Ctx,
  found: FoundDocument,
  selector: VersionSelector,
): Promise<DocumentVersion | undefined> {
  const { document, builtin, shared } = found
  const { versionName, version = shared === '$LATEST' ? shared : undefined } = selector
  const number = numberOf(document, version)
  if (builtin) return versionName === undefined && number === document.latestVersion ? versionOfBuiltin(builtin) : undefined
  if (versionName === undefined) return findVersion(ctx, document, number)
  const named = await findVersionNamed(ctx, document, versionName)
  return named && (version === undefined || named.version === number) ? named : undefined
}

/** Numbers of versions are those of Postgres integers. */
const largestNumber = 2 ** 31 - 1

export function numberOf({ defaultVersion, latestVersion }: StoredDocument, version: string | undefined): number {
  if (version === undefined || version === '$DEFAULT') return defaultVersion
  if (version === '$LATEST') return latestVersion
  const number = Number(version)
  return Number.isInteger(number) && number <= largestNumber ? number : 0
}

function isShared({ document, shared }: FoundDocument, version: number): boolean {
  const isOpen: Readonly<Record<SharedVersion, boolean>> = {
    $ALL: true,
    $DEFAULT: version === document.defaultVersion,
    $LATEST: version === document.latestVersion,
  }
  return shared === undefined || isOpen[shared]
}

/** How the caller names it: another account's by its ARN. */
export function nameFor(ctx: Ctx, { accountId, name }: Pick<StoredDocument, 'accountId' | 'name'>): string {
  const isOwn = accountId === '' || accountId === ctx.caller.accountId
  return isOwn ? name : documentArn({ region: ctx.config.region, accountId }, name)
}

/** For policies: the ARN of what a request names. */
export function resourceOf(ctx: Ctx, nameOrArn: string | undefined): string {
  const given = nameOrArn ?? ''
  return given.startsWith('arn:') ? given : documentArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, given)
}
