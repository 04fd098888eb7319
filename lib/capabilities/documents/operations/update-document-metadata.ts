import {
  UpdateDocumentMetadataRequest$,
  type UpdateDocumentMetadataRequest,
  type UpdateDocumentMetadataResponse,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { append } from '#lib/capabilities/events/index'
import { validationFailed } from '#lib/vocabulary/api-error'
import { sdkShape } from '#lib/wire/sdk-shape'
import { documentChanged } from '../changes'
import { requireVersion, resourceOf } from '../lookup'
import { lockOwn } from '../own-document'
import { review } from '../reviewing'

export const updateDocumentMetadata = operation({
  name: 'UpdateDocumentMetadata',
  access: 'write',
  input: sdkShape<UpdateDocumentMetadataRequest>(UpdateDocumentMetadataRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(tx, input): Promise<UpdateDocumentMetadataResponse> {
    if (!input.DocumentReviews) throw validationFailed(['DocumentReviews is missing'])
    const document = await lockOwn(tx, input.Name ?? '')
    const found = { document, builtin: undefined, shared: undefined }
    const version = await requireVersion(tx, found, { version: input.DocumentVersion ?? '$LATEST' })
    await review(tx, version, input.DocumentReviews)
    await append(tx, documentChanged(document.name, 'reviewed', version.version))
    return {}
  },
})
