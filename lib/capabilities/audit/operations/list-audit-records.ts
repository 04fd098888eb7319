import { operation } from '#lib/api/operation'
import { decodeNextToken, encodeNextToken } from '#lib/vocabulary/paging'
import { integer, list as listOf, ownShape, structure, text, timestamp } from '#lib/wire/own-shape'
import { listAuditRecords as list, type StoredAuditRecord } from '../store'

const purpose = 'audit-records'

/** Newest first, by key. */
export const listAuditRecords = operation({
  service: 'quarterdeck',
  name: 'ListAuditRecords',
  access: 'read',
  input: ownShape(
    'ListAuditRecordsRequest',
    structure({
      Actor: text({ max: 254 }),
      Action: text({ max: 128 }),
      Result: text({ max: 128 }),
      Access: text({ oneOf: ['read', 'write'] }),
      Without: structure({
        Actor: listOf(text({ max: 254 }), { max: 20 }),
        Action: listOf(text({ max: 128 }), { max: 20 }),
        Result: listOf(text({ max: 128 }), { max: 20 }),
        Access: listOf(text({ oneOf: ['read', 'write'] }), { max: 2 }),
      }),
      RequestId: text({ max: 64 }),
      From: timestamp(),
      To: timestamp(),
      MaxResults: integer({ min: 1, max: 200 }),
      NextToken: text({ max: 1024 }),
    }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const limit = input.MaxResults ?? 50
    const [before] = decodeNextToken(purpose, input.NextToken, ['number']) ?? []
    const rows = await list(ctx, {
      actor: input.Actor,
      action: input.Action,
      result: input.Result,
      access: input.Access,
      requestId: input.RequestId,
      without: {
        actor: input.Without?.Actor,
        action: input.Without?.Action,
        result: input.Without?.Result,
        access: input.Without?.Access,
      },
      from: input.From,
      to: input.To,
      before,
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      Records: page.map(wireRecord),
      NextToken: rows.length > limit && last ? encodeNextToken(purpose, [last.id]) : undefined,
    }
  },
})

function wireRecord(record: StoredAuditRecord) {
  return {
    Id: String(record.id),
    At: record.at,
    ActorKind: record.actorKind,
    Actor: record.actor,
    Role: record.role ?? undefined,
    AccessKeyId: record.accessKeyId ?? undefined,
    SourceIp: record.sourceIp,
    UserAgent: record.userAgent,
    Service: record.service,
    Action: record.action,
    Access: record.access,
    Resources: record.resources,
    Request: record.request,
    Result: record.result,
    Message: record.message ?? undefined,
    RequestId: record.requestId,
    DurationMs: record.durationMs,
  }
}
