import {
  ListDocumentVersionsRequest$,
  type ListDocumentVersionsRequest,
  type ListDocumentVersionsResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { summaryOfBuiltin } from '../catalogue'
import type { FoundDocument, VersionSummary } from '../document'
import { requireDocument, requireVersion, resourceOf } from '../lookup'
import { listVersions } from '../store/versions'
import { type ListedVersion, wireVersion } from '../wire'

const purpose = 'ListDocumentVersions'
const defaultPageSize = 50

export const listDocumentVersions = operation({
  name: 'ListDocumentVersions',
  access: 'read',
  input: sdkShape<ListDocumentVersionsRequest>(ListDocumentVersionsRequest$),
  resources: (input, ctx) => [resourceOf(ctx, input.Name)],
  async handle(
    ctx,
    input,
  ): Promise<Omit<ListDocumentVersionsResult, 'DocumentVersions'> & { DocumentVersions: ListedVersion[] }> {
    const limit = input.MaxResults ?? defaultPageSize
    const [before] = decodeNextToken(purpose, input.NextToken, ['number']) ?? []
    const found = await requireDocument(ctx, input.Name ?? '')
    const rows = await versionsOf(ctx, found, { before, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ version }) => [version] })
    return {
      DocumentVersions: page.rows.map((version) => wireVersion(ctx, found.document, version)),
      NextToken: page.nextToken,
    }
  },
})

interface Page {
  before: number | undefined
  limit: number
}

/** Newest first; of another account's document the one version that it shares, unless it shares all. */
async function versionsOf(ctx: Ctx, found: FoundDocument, { before, limit }: Page): Promise<readonly VersionSummary[]> {
  if (found.builtin) return before === undefined ? [summaryOfBuiltin(found.builtin)] : []
  if (found.shared === undefined || found.shared === '$ALL') return listVersions(ctx, found.document, { before, limit })
  return before === undefined ? [await requireVersion(ctx, found, { version: found.shared })] : []
}
