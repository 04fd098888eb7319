import { DeleteDocumentRequest$, type DeleteDocumentRequest, type DeleteDocumentResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { deleteOneVersion, deleteWhole } from '../deletion'
import { requireVersion, resourceOf } from '../lookup'
import { lockOwn } from '../own-document'

export const deleteDocument = operation({
  name: 'DeleteDocument',
  access: 'write',
  input: sdkShape<DeleteDocumentRequest>(DeleteDocumentRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(tx, input): Promise<DeleteDocumentResult> {
    const document = await lockOwn(tx, input.Name ?? '')
    const { DocumentVersion, VersionName, Force: force = false } = input
    if (DocumentVersion === undefined && VersionName === undefined) {
      await deleteWhole(tx, document, { force })
      return {}
    }
    const found = { document, builtin: undefined, shared: undefined }
    const version = await requireVersion(tx, found, { version: DocumentVersion, versionName: VersionName })
    await deleteOneVersion(tx, document, { version, force })
    return {}
  },
})
