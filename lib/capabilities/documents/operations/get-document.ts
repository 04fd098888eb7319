import { GetDocumentRequest$, type GetDocumentRequest, type GetDocumentResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { documentArn } from '#lib/vocabulary/arn'
import { sdkShape } from '#lib/wire/sdk-shape'
import { requireBuiltin, requireBuiltinVersion, textOf } from '../catalogue'

export const getDocument = operation({
  name: 'GetDocument',
  access: 'read',
  audience: ['user', 'node'],
  input: sdkShape<GetDocumentRequest>(GetDocumentRequest$),
  resources: (input, ctx) => [documentArn({ region: ctx.config.region, accountId: ctx.caller.accountId }, input.Name ?? '')],
  async handle(ctx, input): Promise<GetDocumentResult> {
    const document = requireBuiltin(ctx.config, ctx.caller.accountId, input.Name ?? '')
    const version = requireBuiltinVersion(document, { version: input.DocumentVersion, versionName: input.VersionName })
    const format = input.DocumentFormat === 'YAML' ? 'YAML' : 'JSON'
    return {
      Name: document.name,
      CreatedDate: document.createdAt,
      DisplayName: document.displayName,
      DocumentVersion: version,
      Status: 'Active',
      Content: textOf(document, format),
      DocumentType: 'Command',
      DocumentFormat: format,
      AttachmentsContent: [],
    }
  },
})
