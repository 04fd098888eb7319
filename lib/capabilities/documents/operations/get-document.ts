import { GetDocumentRequest$, type GetDocumentRequest, type GetDocumentResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { attachmentContents } from '../attachments/delivery'
import { contentIn } from '../content'
import { nameFor, requireDocument, requireVersion, resourceOf } from '../lookup'

export const getDocument = operation({
  name: 'GetDocument',
  access: 'read',
  audience: ['user', 'node'],
  input: sdkShape<GetDocumentRequest>(GetDocumentRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(ctx, input): Promise<GetDocumentResult> {
    const found = await requireDocument(ctx, input.Name ?? '')
    const version = await requireVersion(ctx, found, { version: input.DocumentVersion, versionName: input.VersionName })
    const { content, format } = contentIn(version, input.DocumentFormat ?? 'JSON')
    return {
      Name: nameFor(ctx, found.document),
      CreatedDate: version.createdAt,
      DisplayName: version.displayName,
      VersionName: version.versionName,
      DocumentVersion: String(version.version),
      Status: version.status,
      StatusInformation: version.statusInformation,
      Content: content,
      DocumentType: found.document.type,
      DocumentFormat: format,
      Requires: version.requires.length > 0 ? [...version.requires] : undefined,
      AttachmentsContent: await attachmentContents(ctx, version),
      ReviewStatus: found.builtin ? undefined : version.reviewStatus,
    }
  },
})
