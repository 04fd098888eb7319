import {
  UpdateDocumentDefaultVersionRequest$,
  type UpdateDocumentDefaultVersionRequest,
  type UpdateDocumentDefaultVersionResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { ApiError } from '#lib/vocabulary/api-error'
import { sdkShape } from '#lib/wire/sdk-shape'
import { documentChanged } from '../changes'
import { requireVersion, resourceOf } from '../lookup'
import { lockOwn } from '../own-document'
import { updateDocument } from '../store/documents'

export const updateDocumentDefaultVersion = operation({
  name: 'UpdateDocumentDefaultVersion',
  access: 'write',
  input: sdkShape<UpdateDocumentDefaultVersionRequest>(UpdateDocumentDefaultVersionRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(tx, input): Promise<UpdateDocumentDefaultVersionResult> {
    const document = await lockOwn(tx, input.Name ?? '', 'InvalidDocument')
    const found = { document, builtin: undefined, shared: undefined }
    const version = await requireVersion(tx, found, { version: input.DocumentVersion })
    if (version.status !== 'Active') {
      throw new ApiError(
        'InvalidDocumentVersion',
        `Version ${version.version} of document ${document.name} is ${version.status}: only an Active version can be the default.`,
      )
    }
    await updateDocument(tx, document, { defaultVersion: version.version })
    await append(tx, documentChanged(document.name, 'default-changed', version.version))
    return {
      Description: {
        Name: document.name,
        DefaultVersion: String(version.version),
        DefaultVersionName: version.versionName,
      },
    }
  },
})
