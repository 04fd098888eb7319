import type { Ctx } from '#lib/platform/context'
import { parseTargets, type Target, type TargetTerm } from '#lib/vocabulary/target'
import { type NodeCondition, oneOf } from './model/condition'
import { parseFilterTarget } from './model/filter-target'
import type { ManagedNode } from './model/node'
import { countMatching, findMatching, type KeyPage } from './store/nodes'

/** `Targets` as the API has them. */
export interface Selection {
  targets: readonly Target[]
}

/** One page of the nodes that meet all targets, in the order of ids: ask again after the last id until a page is short. */
export async function resolveTargets(ctx: Ctx, selection: Selection, page: KeyPage): Promise<readonly ManagedNode[]> {
  return findMatching(ctx, conditionsOf(selection), page)
}

export async function countTargets(ctx: Ctx, selection: Selection): Promise<{ total: number; online: number }> {
  return countMatching(ctx, conditionsOf(selection))
}

function conditionsOf({ targets }: Selection): readonly NodeCondition[] {
  return parseFilterTarget(targets) ?? parseTargets(targets).map(conditionOf)
}

function conditionOf(term: TargetTerm): NodeCondition {
  switch (term.kind) {
    case 'all':
      return { kind: 'constant', is: true }
    case 'nodes':
      return oneOf('id', term.nodeIds)
    case 'tag':
      return { kind: 'tag', key: term.key, test: { operator: 'in', values: term.values } }
    case 'tag-key':
      return { kind: 'tagKey', keys: term.keys }
  }
}
