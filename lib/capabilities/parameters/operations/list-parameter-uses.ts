import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { decodeNextToken, pageOf } from '#lib/vocabulary/paging'
import { integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { arnOf } from '../arn'
import { requireParameter } from '../find'
import type { Parameter } from '../store/parameters'
import { findCountedSince, listReaders } from '../store/reads'
import { findLastUse, listUses } from '../store/uses'

const purpose = 'ListParameterUses'
const byDefault = 50

const mostReaders = 100

/** Who read it, by name or with a path above it, and since when nothing has. */
async function readersOf(ctx: Ctx, parameter: Parameter) {
  const [readers, lastUse, CountedSince] = await Promise.all([
    listReaders(ctx, parameter, mostReaders),
    findLastUse(ctx, parameter.key),
    findCountedSince(ctx),
  ])
  const Readers = readers.map(({ caller, selector, via, key, reads, lastAt }) => ({
    Caller: caller,
    Selector: selector,
    Path: via === 'name' ? undefined : `/${key}`,
    Recursive: via === 'name' ? undefined : via === 'below',
    Reads: reads,
    LastReadAt: lastAt,
  }))
  const LastReadAt = Readers[0]?.LastReadAt
  const times = [LastReadAt, lastUse.usedAt, parameter.createdAt].flatMap((time) => (time ? [time.getTime()] : []))
  const UnusedSince = lastUse.isInDocument ? undefined : new Date(Math.max(...times))
  return { Readers, LastReadAt, UnusedSince, CountedSince }
}

/** What refers to the parameter: documents that are there, and commands of the last 90 days; the latest first. */
export const listParameterUses = operation({
  service: 'quarterdeck',
  name: 'ListParameterUses',
  access: 'read',
  input: ownShape(
    'ListParameterUsesRequest',
    structure({
      Name: text({ required: true, min: 1, max: 2048 }),
      MaxResults: integer({ min: 1, max: 50 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: (input, ctx) => [arnOf(ctx, input.Name)],
  async handle(ctx, input) {
    const parameter = await requireParameter(ctx, input.Name)
    const { key } = parameter
    const token = decodeNextToken(purpose, input.NextToken, ['number', 'text'])
    const after = token && { usedAt: new Date(token[0]), usedBy: token[1] }
    const limit = input.MaxResults ?? byDefault
    const rows = await listUses(ctx, { key, after, limit: limit + 1 })
    const page = pageOf(purpose, rows, { limit, key: ({ usedAt, usedBy }) => [usedAt.getTime(), usedBy] })
    const Uses = page.rows.map(({ kind, usedBy, detail, caller, usedAt, selectors }) => ({
      Kind: kind,
      Id: usedBy,
      Detail: detail,
      Caller: caller,
      UsedAt: usedAt,
      /** Versions and labels that it names; empty text for the newest version. */
      Selectors: selectors,
    }))
    // With the first page alone: the readers do not change with the page.
    const reads = token ? undefined : await readersOf(ctx, parameter)
    return { Uses, NextToken: page.nextToken, ...reads }
  },
})
