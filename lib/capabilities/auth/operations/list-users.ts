import { operation } from '#lib/api/operation'
import { decodeToken, encodeToken } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { listUserRecords } from '../store/users'
import { userOf } from '../user-wire'

export const listUsers = operation({
  service: 'quarterdeck',
  name: 'ListUsers',
  access: 'read',
  input: ownShape('ListUsersRequest', structure({ MaxResults: integer({ min: 1, max: 100 }), NextToken: text({ max: 1024 }) })),
  resources: () => ['*'],
  async handle(ctx, input) {
    const limit = input.MaxResults ?? 50
    const after = input.NextToken ? decodeToken(input.NextToken, 1)[0] : undefined
    const found = await listUserRecords(ctx, { ...(after ? { after } : {}), limit: limit + 1 })
    const page = found.slice(0, limit)
    const last = page.at(-1)
    return { Users: page.map(userOf), NextToken: found.length > limit && last ? encodeToken([last.email]) : undefined }
  },
})
