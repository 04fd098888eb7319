import { listAuditRecords } from './operations/list-audit-records'

export const auditOperations = [listAuditRecords] as const
