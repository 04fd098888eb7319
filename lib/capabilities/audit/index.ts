export { actorOf, maskRequest, type AuditRecord } from './record'
export { type CallCount, countCalls, insertAuditRecords } from './store'
export { createAuditWriter, type AuditWriter } from './writer'
export { listAuditRecords } from './operations/list-audit-records'
