import { ownPages, ownQuery, ssmPages, ssmQuery } from '#queries/shell/ssm-query'
import { quarterdeck } from '#lib/api/browser'
import type { ManagedNode, NodeDetail, NodePage } from './managed-node'
import type { nodeListInput } from './node-filters'

type ListInput = ReturnType<typeof nodeListInput>

const exportPage = 500

export function nodePages(input: ListInput) {
  return ownPages<NodePage>('nodes', 'ListManagedNodes', { ...input, MaxResults: 100 })
}

/** Counts and facets cost queries of their own, so they are asked for once and not with every page. */
export function nodeCounts(input: ListInput) {
  return ownQuery<NodePage>('nodes', 'ListManagedNodes', { ...input, Counts: true, Facets: true, MaxResults: 1 })
}

/** Every node that matches: for exports and for actions on "everything that matches". */
export async function allNodes(input: ListInput): Promise<ManagedNode[]> {
  const nodes: ManagedNode[] = []
  let token: string | undefined
  do {
    const page: NodePage = await quarterdeck('ListManagedNodes', {
      ...input,
      MaxResults: exportPage,
      ...(token ? { NextToken: token } : {}),
    })
    nodes.push(...page.Nodes)
    token = page.NextToken
  } while (token)
  return nodes
}

export function nodeDetail(nodeId: string) {
  return ownQuery<{ Node: NodeDetail }>('nodes', 'GetManagedNode', { NodeId: nodeId })
}

/** What ran on this node, newest first, with what each step said. */
export function nodeInvocations(nodeId: string) {
  return ssmPages('run-command', 'ListCommandInvocations', { InstanceId: nodeId, Details: true, MaxResults: 25 })
}

export function runInvocation(commandId: string, nodeId: string) {
  return ssmQuery('run-command', 'ListCommandInvocations', { CommandId: commandId, InstanceId: nodeId, Details: true })
}

/** Nodes that registered with one activation, newest first. */
export function nodesOfActivation(activationId: string) {
  return ownQuery<NodePage>('nodes', 'ListManagedNodes', {
    Filters: [`activation:is:${activationId}`],
    Sort: '-registered',
    Counts: true,
    MaxResults: 20,
  })
}
