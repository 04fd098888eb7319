import type { Ctx } from '#lib/platform/context'
import type { TargetTerm } from '#lib/vocabulary/target'
import { type NodeCondition, oneOf } from './model/condition'
import type { ManagedNode } from './model/node'
import { countMatching, findMatching, type KeyPage } from './store/nodes'

/** One page of the nodes that meet all terms, in the order of ids: ask again after the last id until a page is short. */
export async function resolveTargets(ctx: Ctx, terms: readonly TargetTerm[], page: KeyPage): Promise<readonly ManagedNode[]> {
  return findMatching(ctx, terms.map(conditionOf), page)
}

export async function countTargets(ctx: Ctx, terms: readonly TargetTerm[]): Promise<{ total: number; online: number }> {
  return countMatching(ctx, terms.map(conditionOf))
}

function conditionOf(term: TargetTerm): NodeCondition {
  switch (term.kind) {
    case 'nodes':
      return oneOf('id', term.nodeIds)
    case 'tag':
      return { kind: 'tag', key: term.key, test: { operator: 'in', values: term.values } }
    case 'tag-key':
      return { kind: 'tagKey', keys: term.keys }
  }
}
