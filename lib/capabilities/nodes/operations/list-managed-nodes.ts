import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { boolean, integer, list, ownShape, structure, text } from '#lib/wire/own-shape'
import type { NodeCondition } from '../model/condition'
import { parseListFilter, parseSort } from '../model/list-grammar'
import { decodeListToken, encodeListToken } from '../model/list-token'
import { countByField, type Facet, listNodes } from '../store/list'
import { countMatching } from '../store/nodes'
import { managedNode } from '../wire'

const defaultPage = 100

/**
 * The console's list. `Filters` and `Sort` are in the grammar of its URLs (model/list-grammar.ts). Counts cost queries of their
 * own, so the page that follows another leaves them out. `FromEnd` pages from the last node towards the first; each page is still in
 * the order of the list.
 */
export const listManagedNodes = operation({
  service: 'quarterdeck',
  name: 'ListManagedNodes',
  access: 'read',
  input: ownShape(
    'ListManagedNodesRequest',
    structure({
      Filters: list(text({ min: 1, max: 4096 }), { max: 20 }),
      Query: text({ max: 256 }),
      Sort: text({ max: 256 }),
      FromEnd: boolean(),
      Counts: boolean(),
      Facets: boolean(),
      MaxResults: integer({ min: 1, max: 500 }),
      NextToken: text({ max: 4096 }),
    }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const conditions = conditionsOf(input.Filters ?? [], input.Query)
    const sortText = input.Sort ?? 'name'
    const sort = parseSort(sortText)
    const limit = input.MaxResults ?? defaultPage
    const isBackwards = input.FromEnd === true
    const purpose = isBackwards ? `${sortText} from the end` : sortText
    const after = decodeListToken(input.NextToken, purpose, sort)
    const { nodes, key } = await listNodes(ctx, { conditions, sort, after, limit, isBackwards })
    const shown = isBackwards ? nodes.toReversed() : nodes
    const now = ctx.clock.now()
    return {
      Nodes: shown.map((node) => managedNode(node, now)),
      ...(key && { NextToken: encodeListToken(purpose, key) }),
      ...(input.Counts && (await counts(ctx, conditions))),
      ...(input.Facets && { Facets: await facets(ctx, conditions) }),
    }
  },
})

function conditionsOf(filters: readonly string[], query: string | undefined): readonly NodeCondition[] {
  const words = (query ?? '').split(/\s+/).filter((word) => word !== '')
  return [...filters.map(parseListFilter), ...words.map((word): NodeCondition => ({ kind: 'search', text: word }))]
}

async function counts(ctx: Ctx, conditions: readonly NodeCondition[]) {
  const found = await countMatching(ctx, conditions)
  const fleet = conditions.length === 0 ? found : await countMatching(ctx, [])
  return { Total: found.total, TotalOnline: found.online, FleetTotal: fleet.total, FleetOnline: fleet.online }
}

async function facets(ctx: Ctx, conditions: readonly NodeCondition[]) {
  return {
    Status: wireFacet(await countByField(ctx, conditions, 'pingStatus')),
    PlatformType: wireFacet(await countByField(ctx, conditions, 'platformType')),
    Platform: wireFacet(await countByField(ctx, conditions, 'platformName')),
    Agent: wireFacet(await countByField(ctx, conditions, 'agentVersion')),
  }
}

function wireFacet(facet: Facet) {
  return facet.map(({ value, count }) => ({ Value: value, Count: count }))
}
