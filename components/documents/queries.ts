import type { DocumentFormat } from '@aws-sdk/client-ssm'
import { type InputOf, quarterdeck, ssm } from '#lib/api/browser'
import { ownPages, ownQuery, ssmPages, ssmQuery } from '#queries/shell/ssm-query'
import type { Answer, DocumentIdentifier, DocumentUses } from './own-operations'

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

/** Keyed as a query of Run Command too. Names that nobody has run are not in the answer. */
export function documentOutcomes(DocumentNames: readonly string[]) {
  return ownQuery<Answer<'ListDocumentOutcomes'>>('run-command', 'ListDocumentOutcomes', { DocumentNames })
}

export async function fetchOutcomes(DocumentNames: readonly string[]) {
  return (await quarterdeck<Answer<'ListDocumentOutcomes'>>('ListDocumentOutcomes', { DocumentNames })).Outcomes
}

export const everyFavourite: ListInput = {}

/** One's own; few enough to come at once. */
export function favouriteDocuments(input: ListInput) {
  return ownQuery<Answer<'ListFavouriteDocuments'>>('documents', 'ListFavouriteDocuments', input)
}

/** What this person is writing and has not saved. */
export function documentDrafts() {
  return ownPages<Answer<'ListDocumentDrafts'>>('documents', 'ListDocumentDrafts', { MaxResults: pageSize })
}

const publicSharingId = '/ssm/documents/console/public-sharing-permission'

/** Whether documents of this account may be shared with everybody. */
export function publicSharing() {
  return ssmQuery('settings', 'GetServiceSetting', { SettingId: publicSharingId })
}

export async function setPublicSharing(isBlocked: boolean): Promise<void> {
  await ssm('UpdateServiceSetting', { SettingId: publicSharingId, SettingValue: isBlocked ? 'Disable' : 'Enable' })
}
