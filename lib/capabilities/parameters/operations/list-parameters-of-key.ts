import { operation } from '#lib/api/operation'
import { keyArn } from '#lib/capabilities/keys/index'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { uuidPattern } from '../model/name'
import { listSealedBy } from '../store/sealed-by-key'

const purpose = 'ListParametersOfKey'
const byDefault = 50

/** What becomes unreadable when the key goes, with what referred to it lately. */
export const listParametersOfKey = operation({
  service: 'quarterdeck',
  name: 'ListParametersOfKey',
  access: 'read',
  input: ownShape(
    'ListParametersOfKeyRequest',
    structure({
      KeyId: text({ required: true, pattern: uuidPattern }),
      MaxResults: integer({ min: 1, max: 100 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: (input, ctx) => [keyArn(ctx, input.KeyId)],
  async handle(ctx, input) {
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0]
    const limit = input.MaxResults ?? byDefault
    const rows = await listSealedBy(ctx, input.KeyId, { after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ key }) => [key] })
    const Parameters = page.rows.map(({ name, isPresent, versions, usedBy }) => ({
      Name: name,
      /** False: only earlier versions are sealed by this key. */
      Present: isPresent,
      Versions: versions,
      UsedBy: usedBy,
    }))
    return { Parameters, NextToken: page.nextToken }
  },
})
