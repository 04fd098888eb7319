import {
  DescribeDocumentPermissionRequest$,
  type DescribeDocumentPermissionRequest,
  type DescribeDocumentPermissionResponse,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { resourceOf } from '../lookup'
import { requireOwn } from '../own-document'
import { listShares } from '../store/shares'

const purpose = 'DescribeDocumentPermission'
const defaultPageSize = 200

export const describeDocumentPermission = operation({
  name: 'DescribeDocumentPermission',
  access: 'read',
  input: sdkShape<DescribeDocumentPermissionRequest>(DescribeDocumentPermissionRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(ctx, input): Promise<DescribeDocumentPermissionResponse> {
    const limit = input.MaxResults ?? defaultPageSize
    const [after] = decodeNextToken(purpose, input.NextToken, ['text']) ?? []
    const document = await requireOwn(ctx, input.Name ?? '')
    const rows = await listShares(ctx, document, { after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ sharedWith }) => [sharedWith] })
    return {
      AccountIds: page.rows.map(({ sharedWith }) => sharedWith),
      AccountSharingInfoList: page.rows.map(({ sharedWith, sharedVersion }) => ({
        AccountId: sharedWith,
        SharedDocumentVersion: sharedVersion,
      })),
      NextToken: page.nextToken,
    }
  },
})
