import { operation } from '#lib/api/operation'
import { decodeToken, encodeToken } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { ownKeysOnly } from '../key-user'
import { listAccessKeys as list } from '../store'

/** The caller's keys; for an owner, everybody's. Never a secret. */
export const listAccessKeys = operation({
  service: 'quarterdeck',
  name: 'ListAccessKeys',
  access: 'read',
  input: ownShape(
    'ListAccessKeysRequest',
    structure({ MaxResults: integer({ min: 1, max: 100 }), NextToken: text({ max: 1024 }) }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const limit = input.MaxResults ?? 50
    const after = input.NextToken ? decodeToken(input.NextToken, 1)[0] : undefined
    const rows = await list(ctx, { ...ownKeysOnly(ctx), ...(after ? { after } : {}), limit: limit + 1 })
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      AccessKeys: page.map(({ key, email }) => ({
        AccessKeyId: key.accessKeyId,
        Email: email,
        Status: key.status,
        Description: key.description,
        CreatedDate: key.createdAt,
        LastUsedDate: key.lastUsedAt ?? undefined,
        LastUsedService: key.lastUsedService ?? undefined,
      })),
      NextToken: rows.length > limit && last ? encodeToken([last.key.accessKeyId]) : undefined,
    }
  },
})
