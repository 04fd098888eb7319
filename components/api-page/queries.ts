import { ownPages, ownQuery } from '#queries/shell/ssm-query'
import type { OutputOf } from './own-operations'

/** Key events are announced by the capability `auth`, so that is where these live. */
export function accessKeyPages() {
  return ownPages<OutputOf<'ListAccessKeys'>>('auth', 'ListAccessKeys', { MaxResults: 100 })
}

export function apiOperations() {
  return ownQuery<OutputOf<'ListApiOperations'>>('api', 'ListApiOperations', {})
}

/** The newest calls of the CLI's first command, for the check on the API page. */
export function identityCalls() {
  return ownQuery<OutputOf<'ListAuditRecords'>>('audit', 'ListAuditRecords', { Action: 'GetCallerIdentity', MaxResults: 10 })
}
