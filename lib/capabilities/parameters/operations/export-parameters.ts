import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { boolean, integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { parsePath } from '../model/name'
import { valueOf } from '../snapshot/compare'
import { listSnapshot, type SnapshotRow } from '../store/snapshots'

const purpose = 'ExportParameters'
const byDefault = 200

/** Everything below a path with what describes it, for a file. Secrets only when they are asked for, with the right to open them. */
export const exportParameters = operation({
  service: 'quarterdeck',
  name: 'ExportParameters',
  access: 'read',
  input: ownShape(
    'ExportParametersRequest',
    structure({
      Path: text({ required: true, min: 1, max: 2048 }),
      WithDecryption: boolean(),
      /** Why the secrets are needed: the audit trail keeps it. */
      Reason: text({ max: 500 }),
      MaxResults: integer({ min: 1, max: 200 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: (input, ctx) => [arnOf(ctx, input.Path)],
  async handle(ctx, input) {
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0]
    const limit = input.MaxResults ?? byDefault
    const moment = { kind: 'newest' } as const
    const rows = await listSnapshot(ctx, { path: parsePath(input.Path), moment, after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ key }) => [key] })
    const isWanted = (row: SnapshotRow) => row.sealed === null || input.WithDecryption === true
    const Parameters = await Promise.all(
      page.rows.map(async (row) => ({ ...described(row), Value: isWanted(row) ? await valueOf(ctx, row) : undefined })),
    )
    return { Parameters, NextToken: page.nextToken }
  },
})

function described({ name, type, version, tier, dataType, keyId, description, allowedPattern }: SnapshotRow) {
  return {
    Name: name,
    Type: type,
    Version: version,
    Tier: tier,
    DataType: dataType,
    KeyId: keyId ?? undefined,
    Description: description ?? undefined,
    AllowedPattern: allowedPattern ?? undefined,
  }
}
