import type { Wire } from '#lib/api/operation'
import type { auditOperations } from '#lib/capabilities/audit/operations'

type ListAuditRecords = Extract<(typeof auditOperations)[number], { name: 'ListAuditRecords' }>

/** As sent: times are epoch seconds. */
export type AuditInput = Omit<Parameters<ListAuditRecords['handle']>[1], 'From' | 'To'> & {
  From?: number | undefined
  To?: number | undefined
}
export type AuditPage = Wire<Awaited<ReturnType<ListAuditRecords['handle']>>>
export type AuditRecord = AuditPage['Records'][number]
