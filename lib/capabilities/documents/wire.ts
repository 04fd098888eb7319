import type { DocumentDescription, DocumentIdentifier, DocumentParameter, DocumentVersionInfo } from '@aws-sdk/client-ssm'
import { type Tag, tagsOfResources } from '#lib/capabilities/tags/index'
import type { Ctx } from '#lib/platform/context'
import type { DocumentVersion, StoredDocument, VersionSummary } from './document'
import { nameFor } from './lookup'
import type { ParameterFact } from './model/facts'
import { listAttachments } from './store/attachments'

interface Described {
  document: StoredDocument
  version: VersionSummary
}

export async function describe(
  ctx: Ctx,
  { document, version }: Described & { version: DocumentVersion },
): Promise<DocumentDescription> {
  const attachments = document.accountId === '' ? [] : await listAttachments(ctx, document, version.version)
  return {
    ...commonMembers(ctx, { document, version }),
    Sha1: version.sha1,
    Hash: version.sha256,
    HashType: 'Sha256',
    CreatedDate: version.createdAt,
    Status: version.status,
    StatusInformation: version.statusInformation,
    Description: version.description,
    Parameters: version.parameters.map(wireParameter),
    LatestVersion: String(document.latestVersion),
    DefaultVersion: String(document.defaultVersion),
    Tags: [...((await tagsFor(ctx, [document])).get(document.name) ?? [])],
    AttachmentsInformation: attachments.map(({ name }) => ({ Name: name })),
  }
}

export async function identify(ctx: Ctx, listed: readonly Described[]): Promise<DocumentIdentifier[]> {
  const tags = await tagsFor(
    ctx,
    listed.map(({ document }) => document),
  )
  return listed.map(({ document, version }) => ({
    ...commonMembers(ctx, { document, version }),
    CreatedDate: document.createdAt,
    Tags: isOwn(ctx, document) ? [...(tags.get(document.name) ?? [])] : [],
  }))
}

function commonMembers(ctx: Ctx, { document, version }: Described) {
  return {
    Name: nameFor(ctx, document),
    DisplayName: version.displayName,
    VersionName: version.versionName,
    Owner: document.owner,
    PlatformTypes: [...version.platformTypes],
    DocumentVersion: String(version.version),
    DocumentType: document.type,
    SchemaVersion: version.schemaVersion,
    DocumentFormat: version.format,
    TargetType: version.targetType,
    Requires: version.requires.length > 0 ? [...version.requires] : undefined,
    ReviewStatus: document.accountId === '' ? undefined : version.reviewStatus,
    Author: version.createdBy,
  }
}

/** Tags are the owner's: other accounts do not see them. */
async function tagsFor(ctx: Ctx, documents: readonly StoredDocument[]): Promise<ReadonlyMap<string, readonly Tag[]>> {
  const ids = documents.filter((document) => isOwn(ctx, document)).map(({ name }) => name)
  return tagsOfResources(ctx, 'Document', ids)
}

function isOwn(ctx: Ctx, { accountId }: StoredDocument): boolean {
  return accountId === ctx.caller.accountId
}

/** The guarantee of the cast: Automation parameters have more types than the model's enum lists, on AWS as here. */
function wireParameter({ name, type, description, defaultValue }: ParameterFact): DocumentParameter {
  return { Name: name, Type: type as DocumentParameter['Type'], Description: description, DefaultValue: defaultValue }
}

/** A member more than AWS gives, which clients made from the public model pass over: who wrote it. */
export type ListedVersion = DocumentVersionInfo & { Author?: string | undefined }

export function wireVersion(ctx: Ctx, document: StoredDocument, version: VersionSummary): ListedVersion {
  return {
    Name: nameFor(ctx, document),
    DisplayName: version.displayName,
    DocumentVersion: String(version.version),
    VersionName: version.versionName,
    CreatedDate: version.createdAt,
    IsDefaultVersion: version.version === document.defaultVersion,
    DocumentFormat: version.format,
    Status: version.status,
    StatusInformation: version.statusInformation,
    ReviewStatus: document.accountId === '' ? undefined : version.reviewStatus,
    Author: version.createdBy,
  }
}
