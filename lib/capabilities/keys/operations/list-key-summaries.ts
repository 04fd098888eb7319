import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { parameterKeyId } from '../key-making'
import { keyArn } from '../lookup'
import { type Key, listAliasesOf, listKeyRows } from '../store'

const purpose = 'ListKeySummaries'
const byDefault = 100

/** Keys with what a list of them shows; in KMS that takes four calls for each. */
export const listKeySummaries = operation({
  service: 'quarterdeck',
  name: 'ListKeySummaries',
  access: 'read',
  input: ownShape(
    'ListKeySummariesRequest',
    structure({ MaxResults: integer({ min: 1, max: 100 }), NextToken: text({ max: 4096 }) }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    await parameterKeyId(ctx)
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0]
    const limit = input.MaxResults ?? byDefault
    const rows = await listKeyRows(ctx, after, limit + 1)
    const page = pageOf(purpose, rows, { limit, key: ({ keyId }) => [keyId] })
    const aliases = await listAliasesOf(
      ctx,
      page.rows.map(({ keyId }) => keyId),
    )
    const Keys = page.rows.map((key) => ({
      ...summaryOf(key),
      Arn: keyArn(ctx, key.keyId),
      Aliases: aliases.filter(({ keyId }) => keyId === key.keyId).map(({ alias }) => alias),
    }))
    return { Keys, NextToken: page.nextToken }
  },
})

function summaryOf(key: Key) {
  return {
    KeyId: key.keyId,
    Description: key.description,
    KeyManager: key.manager,
    KeyState: key.state,
    /** How many versions of its material there are: one more than it was rotated. */
    Versions: key.version,
    Tags: key.tags,
    CreationDate: key.createdAt,
    CreatedBy: key.createdBy,
    DeletionDate: key.deletionAt ?? undefined,
    RotationEnabled: key.rotates,
    RotationPeriodInDays: key.rotationDays,
    NextRotationDate: key.rotates ? (key.rotationDueAt ?? undefined) : undefined,
  }
}
