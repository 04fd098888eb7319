import type { Ctx } from '#lib/platform/context'
import { foundBuiltin, listBuiltins, summaryOfBuiltin } from './catalogue'
import { matchesFilters } from './model/filters'
import { type Listed, type ListingQuery, listStored } from './store/listing'

/** Built-in, own and shared documents in one order. There may be more than `limit`. */
export async function listVisible(ctx: Ctx, query: ListingQuery): Promise<readonly Listed[]> {
  return [...listBuiltIn(ctx, query), ...(await listStored(ctx, query))].toSorted(byKey)
}

function listBuiltIn(ctx: Ctx, { filters, after, among }: ListingQuery): readonly Listed[] {
  const wanted = among && new Set(among.filter(({ accountId }) => accountId === '').map(({ name }) => name))
  return listBuiltins(ctx.config)
    .filter((builtin) => wanted?.has(builtin.name) ?? true)
    .filter((builtin) => matchesFilters(builtin, filters))
    .map((builtin) => ({ document: foundBuiltin(builtin).document, version: summaryOfBuiltin(builtin) }))
    .filter((listed) => after === undefined || compare(listedKey(listed), after) > 0)
}

type Key = readonly [name: string, accountId: string]

export const listedKey = ({ document }: Listed): Key => [document.name, document.accountId]
const byKey = (one: Listed, other: Listed): number => compare(listedKey(one), listedKey(other))

function compare([name, account]: Key, [otherName, otherAccount]: Key): number {
  if (name !== otherName) return name < otherName ? -1 : 1
  return account === otherAccount ? 0 : account < otherAccount ? -1 : 1
}
