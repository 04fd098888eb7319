import { ownPages, ownQuery } from '#queries/shell/ssm-query'
import type { AuditInput, AuditPage } from './own-operations'

const perPage = 100

/** The list on screen. Not under `audit`, so that it stands still: what is new is counted by `newestRecords` and shown when asked for. */
export function auditPages(input: AuditInput) {
  return {
    ...ownPages<AuditPage>('audit-list', 'ListAuditRecords', { ...input, MaxResults: perPage }),
    staleTime: Number.POSITIVE_INFINITY,
  }
}

/** Refetched by live events: the top of the same list, now. */
export function newestRecords(input: AuditInput) {
  return ownQuery<AuditPage>('audit', 'ListAuditRecords', { ...input, MaxResults: perPage })
}
