import {
  type DocumentReviewerResponseSource,
  ListDocumentMetadataHistoryRequest$,
  type ListDocumentMetadataHistoryRequest,
  type ListDocumentMetadataHistoryResponse,
  type ReviewStatus,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { requireVersion, resourceOf } from '../lookup'
import { requireOwn } from '../own-document'
import { listReviews, type Review } from '../store/reviews'

const purpose = 'ListDocumentMetadataHistory'
const defaultPageSize = 50

export const listDocumentMetadataHistory = operation({
  name: 'ListDocumentMetadataHistory',
  access: 'read',
  input: sdkShape<ListDocumentMetadataHistoryRequest>(ListDocumentMetadataHistoryRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(ctx, input): Promise<ListDocumentMetadataHistoryResponse> {
    const limit = input.MaxResults ?? defaultPageSize
    const [before] = decodeNextToken(purpose, input.NextToken, ['number']) ?? []
    const document = await requireOwn(ctx, input.Name ?? '', 'InvalidDocument')
    const found = { document, builtin: undefined, shared: undefined }
    const version = await requireVersion(ctx, found, { version: input.DocumentVersion ?? '$LATEST' })
    const rows = await listReviews(ctx, document, { version: version.version, before, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ id }) => [id] })
    return {
      Name: document.name,
      DocumentVersion: String(version.version),
      Author: version.createdBy,
      Metadata: { ReviewerResponse: page.rows.map(wireReview) },
      NextToken: page.nextToken,
    }
  },
})

/** The guarantee of the cast: `reviewing.ts` alone writes the status. */
function wireReview({ createdAt, updatedAt, status, comment, reviewer }: Review): DocumentReviewerResponseSource {
  return {
    CreateTime: createdAt,
    UpdatedTime: updatedAt,
    ReviewStatus: status as ReviewStatus,
    Comment: comment === null ? [] : [{ Type: 'Comment', Content: comment }],
    Reviewer: reviewer,
  }
}
