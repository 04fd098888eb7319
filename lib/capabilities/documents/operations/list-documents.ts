import {
  type DocumentIdentifier,
  ListDocumentsRequest$,
  type ListDocumentsRequest,
  type ListDocumentsResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { validationFailed } from '#lib/vocabulary/api-error'
import { decodeToken, encodeToken } from '#lib/vocabulary/paging'
import { sdkShape } from '#lib/wire/sdk-shape'
import { listBuiltins } from '../catalogue'
import { type BuiltinDocument, builtinVersion } from '../model/builtin'
import { type DocumentFilter, matchesFilters } from '../model/filters'

export const listDocuments = operation({
  name: 'ListDocuments',
  access: 'read',
  input: sdkShape<ListDocumentsRequest>(ListDocumentsRequest$),
  resources: () => ['*'],
  async handle(ctx, input): Promise<ListDocumentsResult> {
    const filters = filtersOf(input)
    const after = input.NextToken ? decodeToken(input.NextToken, 1)[0] : undefined
    const found = listBuiltins(ctx.config)
      .filter((document) => matchesFilters(document, filters))
      .filter((document) => after === undefined || document.name > after)
    const page = found.slice(0, input.MaxResults ?? 50)
    const last = page.at(-1)
    return {
      DocumentIdentifiers: page.map(identifierOf),
      NextToken: last && found.length > page.length ? encodeToken([last.name]) : undefined,
    }
  },
})

/** Two forms that exclude each other; the older has one value for each key. */
function filtersOf(input: ListDocumentsRequest): readonly DocumentFilter[] {
  const { Filters, DocumentFilterList } = input
  if (Filters?.length && DocumentFilterList?.length) throw validationFailed(['Use Filters or DocumentFilterList, not both'])
  const older = (DocumentFilterList ?? []).map(({ key, value }) => ({ key: key ?? '', values: [value ?? ''] }))
  return [...older, ...(Filters ?? []).map(({ Key, Values }) => ({ key: Key ?? '', values: Values ?? [] }))]
}

function identifierOf(document: BuiltinDocument): DocumentIdentifier {
  const schemaVersion = document.content['schemaVersion']
  return {
    Name: document.name,
    CreatedDate: document.createdAt,
    DisplayName: document.displayName,
    Owner: document.owner,
    PlatformTypes: [...document.platformTypes],
    DocumentVersion: builtinVersion,
    DocumentType: 'Command',
    SchemaVersion: typeof schemaVersion === 'string' ? schemaVersion : '',
    DocumentFormat: 'JSON',
    TargetType: document.targetType,
    Tags: [],
  }
}
