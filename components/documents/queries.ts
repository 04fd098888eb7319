import type { DocumentFormat } from '@aws-sdk/client-ssm'
import { type InputOf, ssm } from '#lib/api/browser'
import { ownQuery, ssmPages, ssmQuery } from '#queries/shell/ssm-query'
import type { DocumentIdentifier, DocumentUses } from './own-operations'

const pageSize = 50
type ListInput = InputOf<'ListDocuments'>

export function documentPages(input: ListInput) {
  return ssmPages('documents', 'ListDocuments', { ...input, MaxResults: pageSize })
}

/** The whole list, page by page, for exports. */
export async function* allDocumentPages(input: ListInput): AsyncGenerator<DocumentIdentifier[]> {
  let NextToken: string | undefined
  do {
    const page = await ssm('ListDocuments', { ...input, MaxResults: pageSize, ...(NextToken ? { NextToken } : {}) })
    yield page.DocumentIdentifiers ?? []
    NextToken = page.NextToken || undefined
  } while (NextToken)
}

/** Without a version the default one. */
export function documentDescription(Name: string, DocumentVersion?: string) {
  return ssmQuery('documents', 'DescribeDocument', { Name, ...(DocumentVersion ? { DocumentVersion } : {}) })
}

export interface ContentChoice {
  version?: string | undefined
  /** Left out: as it is stored. */
  format?: DocumentFormat | undefined
}

export function documentText(Name: string, { version, format }: ContentChoice = {}) {
  return ssmQuery('documents', 'GetDocument', {
    Name,
    ...(version ? { DocumentVersion: version } : {}),
    ...(format ? { DocumentFormat: format } : {}),
  })
}

export function versionPages(Name: string) {
  return ssmPages('documents', 'ListDocumentVersions', { Name, MaxResults: pageSize })
}

export function documentUses(Name: string) {
  return ownQuery<DocumentUses>('documents', 'ListDocumentUses', { Name })
}

export function documentShares(Name: string) {
  return ssmQuery('documents', 'DescribeDocumentPermission', { Name, PermissionType: 'Share' })
}

/** Keyed as a query of Run Command, whose events refetch it. */
export function documentRuns(Name: string) {
  return ssmPages('run-command', 'ListCommands', { MaxResults: pageSize, Filters: [{ key: 'DocumentName', value: Name }] })
}
