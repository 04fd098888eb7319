import { operation } from '#lib/api/operation'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { requireChangeSet } from '../change-set/revert'
import { wireChangeSet } from '../change-set/wire'
import { uuidPattern } from '../model/name'
import { listChangeItems } from '../store/change-sets'

const purpose = 'GetParameterChangeSet'
const byDefault = 100

/** What it changed, name by name; of clear values also what was there before. */
export const getParameterChangeSet = operation({
  service: 'quarterdeck',
  name: 'GetParameterChangeSet',
  access: 'read',
  input: ownShape(
    'GetParameterChangeSetRequest',
    structure({
      ChangeSetId: text({ required: true, pattern: uuidPattern }),
      MaxResults: integer({ min: 1, max: 1000 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const changeSet = await requireChangeSet(ctx, input.ChangeSetId)
    const after = decodeNextToken(purpose, input.NextToken, ['text'])?.[0]
    const limit = input.MaxResults ?? byDefault
    const rows = await listChangeItems(ctx, input.ChangeSetId, { after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ key }) => [key] })
    const Items = page.rows.map((item) => ({
      Name: item.name,
      Outcome: item.outcome,
      Type: item.type,
      BeforeVersion: item.before?.version,
      BeforeValue: item.beforeValue ?? undefined,
      AfterVersion: item.afterVersion ?? undefined,
    }))
    return { ChangeSet: wireChangeSet(changeSet), Items, NextToken: page.nextToken }
  },
})
