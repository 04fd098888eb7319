import { ListDocumentsRequest$, type ListDocumentsRequest, type ListDocumentsResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { validationFailed } from '#lib/vocabulary/api-error'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { foundBuiltin, listBuiltins, versionOfBuiltin } from '../catalogue'
import { checkFilters, type DocumentFilter, matchesFilters } from '../model/filters'
import { type Listed, type ListingQuery, listStored } from '../store/listing'
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
    const rows = [...listBuiltIn(ctx, query), ...(await listStored(ctx, query))].toSorted(byKey)
    const page = pageOf(purpose, rows, { limit, key: keyOf })
    return { DocumentIdentifiers: await identify(ctx, page.rows), NextToken: page.nextToken }
  },
})

function listBuiltIn(ctx: Ctx, { filters, after }: ListingQuery): readonly Listed[] {
  return listBuiltins(ctx.config)
    .filter((builtin) => matchesFilters(builtin, filters))
    .map((builtin) => ({ document: foundBuiltin(builtin).document, version: versionOfBuiltin(builtin) }))
    .filter((listed) => after === undefined || compare(keyOf(listed), after) > 0)
}

type Key = readonly [name: string, accountId: string]

const keyOf = ({ document }: Listed): Key => [document.name, document.accountId]
const byKey = (one: Listed, other: Listed): number => compare(keyOf(one), keyOf(other))

function compare([name, account]: Key, [otherName, otherAccount]: Key): number {
  if (name !== otherName) return name < otherName ? -1 : 1
  return account === otherAccount ? 0 : account < otherAccount ? -1 : 1
}

/** Two forms that exclude each other; the older has one value for each key. */
function filtersOf(input: ListDocumentsRequest): readonly DocumentFilter[] {
  const { Filters, DocumentFilterList } = input
  if (Filters?.length && DocumentFilterList?.length) throw validationFailed(['Use Filters or DocumentFilterList, not both'])
  const older = (DocumentFilterList ?? []).map(({ key, value }) => ({ key: key ?? '', values: [value ?? ''] }))
  const filters = [...older, ...(Filters ?? []).map(({ Key, Values }) => ({ key: Key ?? '', values: Values ?? [] }))]
  checkFilters(filters)
  return filters
}
