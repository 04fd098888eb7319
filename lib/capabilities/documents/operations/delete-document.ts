import { DeleteDocumentRequest$, type DeleteDocumentRequest, type DeleteDocumentResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { deleteOneVersion, deleteWhole } from '../deletion'
import { findSelected, noVersion, resourceOf } from '../lookup'
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
    const selector = { version: DocumentVersion, versionName: VersionName }
    const version = await findSelected(tx, found, selector)
    // The model gives this operation no InvalidDocumentVersion.
    if (!version) throw noVersion(document, selector, 'InvalidDocument')
    await deleteOneVersion(tx, document, { version, force })
    return {}
  },
})
