import { ListDocumentsRequest$, type ListDocumentsRequest, type ListDocumentsResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { validationFailed } from '#lib/vocabulary/api-error'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { listedKey, listVisible } from '../listing'
import { checkFilters, type DocumentFilter } from '../model/filters'
import { identify } from '../wire'

const purpose = 'ListDocuments'
const defaultPageSize = 50

export const listDocuments = operation({
  name: 'ListDocuments',
  access: 'read',
  input: sdkShape<ListDocumentsRequest>(ListDocumentsRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<ListDocumentsResult> {
    const limit = input.MaxResults ?? defaultPageSize
    const after = decodeNextToken(purpose, input.NextToken, ['text', 'text'])
    const query = { filters: filtersOf(input), after, limit: limit + 1 }
    const rows = await listVisible(ctx, query)
    const page = pageOf(purpose, rows, { limit, key: listedKey })
    return { DocumentIdentifiers: await identify(ctx, page.rows), NextToken: page.nextToken }
  },
})

/** Two forms that exclude each other; the older has one value for each key. */
function filtersOf(input: ListDocumentsRequest): readonly DocumentFilter[] {
  const { Filters, DocumentFilterList } = input
  if (Filters?.length && DocumentFilterList?.length) throw validationFailed(['Use Filters or DocumentFilterList, not both'])
  const older = (DocumentFilterList ?? []).map(({ key, value }) => ({ key: key ?? '', values: [value ?? ''] }))
  const filters = [...older, ...(Filters ?? []).map(({ Key, Values }) => ({ key: Key ?? '', values: Values ?? [] }))]
  checkFilters(filters)
  return filters
}
