/** What a record says in one line of text for each column of a list, in exports and in the console alike. Times are epoch seconds. */
interface TextedRecord {
  At: number
  Actor: string
  ActorKind: string
  Role?: string | undefined
  AccessKeyId?: string | undefined
  SourceIp: string
  UserAgent: string
  Service: string
  Action: string
  Access: string
  Resources: readonly string[]
  Result: string
  RequestId: string
  DurationMs: number
}

export const auditTexts = {
  at: (record) => new Date(record.At * 1000).toISOString(),
  actor: (record) => record.Actor,
  action: (record) => record.Action,
  result: (record) => record.Result,
  resources: (record) => record.Resources.join(' '),
  ip: (record) => record.SourceIp,
  access: (record) => record.Access,
  role: (record) => record.Role ?? '',
  key: (record) => record.AccessKeyId ?? '',
  agent: (record) => record.UserAgent,
  service: (record) => record.Service,
  duration: (record) => String(record.DurationMs),
  request: (record) => record.RequestId,
} satisfies { readonly [column: string]: (record: TextedRecord) => string }
