import { DescribeDocumentRequest$, type DescribeDocumentRequest, type DescribeDocumentResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { requireDocument, requireVersion, resourceOf } from '../lookup'
import { describe } from '../wire'

export const describeDocument = operation({
  name: 'DescribeDocument',
  access: 'read',
  // A stock agent looks up packages by it.
  audience: ['user', 'node'],
  input: sdkShape<DescribeDocumentRequest>(DescribeDocumentRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(ctx, input): Promise<DescribeDocumentResult> {
    const found = await requireDocument(ctx, input.Name ?? '')
    const version = await requireVersion(ctx, found, { version: input.DocumentVersion, versionName: input.VersionName })
    return { Document: await describe(ctx, { document: found.document, version }) }
  },
})
