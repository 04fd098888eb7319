import {
  CreateDocumentRequest$,
  type CreateDocumentRequest,
  type CreateDocumentResult,
  type DocumentRequires,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { countOf } from '#lib/capabilities/settings/index'
import { registerTaggable, tagsOf } from '#lib/capabilities/tags/index'
import { callerName } from '#lib/platform/caller-name'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { sdkShape } from '#lib/wire/sdk-shape'
import { planVersion, writeVersion } from '../authoring'
import { documentChanged } from '../changes'
import type { StoredDocument } from '../document'
import { requireDocument, requireVersion, resourceOf } from '../lookup'
import { checkNewName } from '../model/names'
import { countDocuments, insertDocument } from '../store/documents'
import { describe } from '../wire'

export const createDocument = operation({
  name: 'CreateDocument',
  access: 'write',
  input: sdkShape<CreateDocumentRequest>(CreateDocumentRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(tx, input): Promise<CreateDocumentResult> {
    checkNewName(input.Name ?? '')
    const document = newDocument(tx, input)
    const version = planVersion(tx, document, {
      content: input.Content ?? '',
      format: input.DocumentFormat,
      attachments: input.Attachments,
      versionName: input.VersionName,
      displayName: input.DisplayName,
      targetType: input.TargetType,
      requires: input.Requires ?? [],
    })
    await checkRequired(tx, version.requires)
    await checkLimit(tx)
    if (!(await insertDocument(tx, { ...document, lastVersion: version.version })))
      throw new ApiError('DocumentAlreadyExists', `Document with same name ${document.name} already exists`)
    await writeVersion(tx, version, undefined)
    const topics = ['documents', `document/${document.name}`]
    await registerTaggable(tx, { type: 'Document', id: document.name }, { tags: tagsOf(input.Tags), topics })
    await append(tx, documentChanged(document.name, 'created', 1))
    return { DocumentDescription: await describe(tx, { document, version }) }
  },
})

function newDocument(tx: Ctx, { Name = '', DocumentType = 'Command' }: CreateDocumentRequest): StoredDocument {
  const { accountId } = tx.caller
  return {
    accountId,
    owner: accountId,
    name: Name,
    type: DocumentType,
    createdAt: tx.clock.now(),
    createdBy: callerName(tx.caller),
    defaultVersion: 1,
    latestVersion: 1,
    lastVersion: 0,
    isPublic: false,
  }
}

async function checkLimit(tx: Ctx): Promise<void> {
  const limit = await countOf(tx, '/quarterdeck/documents/max-documents')
  if ((await countDocuments(tx)) < limit) return
  throw new ApiError(
    'DocumentLimitExceeded',
    `You can have at most ${limit} documents: delete some, or raise the service setting /quarterdeck/documents/max-documents.`,
  )
}

async function checkRequired(tx: Ctx, requires: readonly DocumentRequires[]): Promise<void> {
  for (const { Name = '', Version, VersionName } of requires) {
    const found = await requireDocument(tx, Name)
    await requireVersion(tx, found, { version: Version, versionName: VersionName })
  }
}
