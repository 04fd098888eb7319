/** Making versions: what CreateDocument and UpdateDocument have in common. */
import type { AttachmentsSource, DocumentFormat } from '@aws-sdk/client-ssm'
import { noteDocumentUses } from '#lib/capabilities/parameters/index'
import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'
import { fetchJob } from './attachments/fetch'
import { checkAttachmentNames, filesToFetch, parseSources, takeReferenced } from './attachments/sources'
import { hashesOf } from './catalogue'
import type { DocumentVersion, StoredDocument } from './document'
import { readFacts } from './model/facts'
import { type Attachment, insertAttachments, listAttachments } from './store/attachments'
import { insertVersion } from './store/versions'

export interface VersionRequest {
  content: string
  format: DocumentFormat | undefined
  attachments: readonly AttachmentsSource[] | undefined
  versionName: string | undefined
  displayName: string | undefined
  targetType: string | undefined
  requires: DocumentVersion['requires']
}

/** Throws what is wrong with the text or its attachments; writes nothing. */
export function planVersion(tx: Ctx, document: StoredDocument, request: VersionRequest): DocumentVersion {
  const facts = readFacts(request.content, document.type, request.format)
  const sources = parseSources(request.attachments)
  const files = filesToFetch(sources, document.type, { content: request.content, format: facts.format })
  checkAttachmentNames(files.map(({ name }) => name))
  const version = document.lastVersion + 1
  const making = version === 1 ? ('Creating' as const) : ('Updating' as const)
  return {
    accountId: document.accountId,
    name: document.name,
    version,
    id: crypto.randomUUID(),
    versionName: request.versionName,
    displayName: request.displayName,
    content: request.content,
    ...hashesOf(request.content),
    ...facts,
    targetType: request.targetType,
    status: files.length > 0 ? making : 'Active',
    statusInformation: undefined,
    requires: request.requires,
    attachmentSources: sources,
    reviewStatus: 'NOT_REVIEWED',
    createdAt: tx.clock.now(),
    createdBy: callerName(tx.caller),
  }
}

/** Without sources of its own, a version has the attachments of the one before. */
export async function writeVersion(tx: Ctx, version: DocumentVersion, previous: DocumentVersion | undefined): Promise<void> {
  await insertVersion(tx, version)
  await noteDocumentUses(tx, version)
  const isInherited = previous !== undefined && version.attachmentSources.length === 0
  const taken = isInherited
    ? await listAttachments(tx, previous, previous.version)
    : await takeReferenced(tx, version.attachmentSources)
  checkAttachmentNames(taken.map(({ name }) => name))
  await insertAttachments(
    tx,
    taken.map((attachment) => attachedTo(version, attachment)),
  )
  if (version.status !== 'Active') await tx.jobs.add(tx, { kind: fetchJob, payload: { versionId: version.id } })
}

function attachedTo({ accountId, name: documentName, version }: DocumentVersion, attachment: Attachment): Attachment {
  return { ...attachment, accountId, documentName, version }
}
