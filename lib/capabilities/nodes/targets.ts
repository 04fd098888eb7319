import type { Ctx } from '#lib/platform/context'
import { type NodeSelection, parseSelection } from './model/targets'
import { countMatching, findMatching, type KeyPage, type ManagedNode } from './store/nodes'

export type { NodeSelection } from './model/targets'

/** One page of the nodes that a command or a task is for, in the order of ids: ask again after the last id until one is short. */
export async function resolveTargets(ctx: Ctx, selection: NodeSelection, page: KeyPage): Promise<readonly ManagedNode[]> {
  return findMatching(ctx, parseSelection(selection), page)
}

export async function countTargets(ctx: Ctx, selection: NodeSelection): Promise<{ total: number; online: number }> {
  return countMatching(ctx, parseSelection(selection))
}
