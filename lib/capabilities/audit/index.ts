export { actorOf, maskRequest, type AuditRecord } from './model'
export { insertAuditRecords } from './store'
export { createAuditWriter, type AuditWriter } from './writer'
