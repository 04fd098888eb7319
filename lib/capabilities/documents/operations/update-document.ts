import {
  type AttachmentsSource,
  UpdateDocumentRequest$,
  type UpdateDocumentRequest,
  type UpdateDocumentResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { countOf } from '#lib/capabilities/settings/index'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { sdkShape } from '#lib/wire/sdk-shape'
import { planVersion, writeVersion } from '../authoring'
import { documentChanged } from '../changes'
import type { DocumentVersion, StoredDocument } from '../document'
import { numberOf, resourceOf } from '../lookup'
import { lockOwn } from '../own-document'
import { updateDocument as changeDocument } from '../store/documents'
import { countVersions, findVersion, findVersionNamed } from '../store/versions'
import { describe } from '../wire'

export const updateDocument = operation({
  name: 'UpdateDocument',
  access: 'write',
  input: sdkShape<UpdateDocumentRequest>(UpdateDocumentRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(tx, input): Promise<UpdateDocumentResult> {
    const document = await lockOwn(tx, input.Name ?? '')
    const previous = await requireLatest(tx, document, input.DocumentVersion ?? '$LATEST')
    const version = planVersion(tx, document, {
      content: input.Content ?? '',
      format: input.DocumentFormat,
      attachments: input.Attachments ?? unfinishedSources(previous),
      versionName: input.VersionName,
      displayName: input.DisplayName ?? previous.displayName,
      targetType: input.TargetType ?? previous.targetType,
      requires: previous.requires,
    })
    await checkNew(tx, version, previous)
    await writeVersion(tx, version, previous)
    const numbers = { latestVersion: version.version, lastVersion: version.version }
    await changeDocument(tx, document, numbers)
    await append(tx, documentChanged(document.name, 'updated', version.version))
    return { DocumentDescription: await describe(tx, { document: { ...document, ...numbers }, version }) }
  },
})

/** What the version before could not get, or has not got yet, is fetched for this one. */
function unfinishedSources({ status, attachmentSources }: DocumentVersion): AttachmentsSource[] | undefined {
  if (status === 'Active') return undefined
  return attachmentSources.map(({ key, value, name }) => ({ Key: key, Values: [value], Name: name }))
}

async function requireLatest(tx: Ctx, document: StoredDocument, selector: string): Promise<DocumentVersion> {
  const latest = await findVersion(tx, document, document.latestVersion)
  if (latest && numberOf(document, selector) === latest.version) return latest
  throw new ApiError(
    'InvalidDocumentVersion',
    `Only the latest version of a document can be updated: give $LATEST or ${document.latestVersion} instead of ${selector}.`,
  )
}

async function checkNew(tx: Ctx, version: DocumentVersion, previous: DocumentVersion): Promise<void> {
  const isSame =
    version.sha256 === previous.sha256 && version.format === previous.format && version.attachmentSources.length === 0
  if (isSame) {
    throw new ApiError(
      'DuplicateDocumentContent',
      `The content is that of version ${previous.version}. Change the content of the document and try again.`,
    )
  }
  const { versionName } = version
  if (versionName !== undefined && (await findVersionNamed(tx, version, versionName))) {
    throw new ApiError(
      'DuplicateDocumentVersionName',
      `The version name ${versionName} has already been used in this document. Specify a different version name, and then try again.`,
    )
  }
  const limit = await countOf(tx, '/quarterdeck/documents/max-versions')
  if ((await countVersions(tx, version)) < limit) return
  throw new ApiError(
    'DocumentVersionLimitExceeded',
    `The document has ${limit} versions, which is the limit. Delete one or more document versions and try again.`,
  )
}
