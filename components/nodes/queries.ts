import { infiniteQueryOptions } from '@tanstack/react-query'
import { ownQuery, ssmPages, ssmQuery } from '#queries/shell/ssm-query'
import { quarterdeck } from '#lib/api/browser'
import type { ManagedNode, NodeDetail, NodePage } from './managed-node'
import type { nodeListInput } from './node-filters'

type ListInput = ReturnType<typeof nodeListInput>

const firstPage = 100
const nextPage = 500

/** The first page is small, to be there at once; the others are large, because a live list reads all of them again. */
export function nodePages(input: ListInput) {
  return pagesOf(input)
}

/** From the last node towards the first; each page is in the order of the list. */
export function lastNodePages(input: ListInput) {
  return pagesOf({ ...input, FromEnd: true })
}

function pagesOf(input: ListInput & { FromEnd?: true }) {
  return infiniteQueryOptions({
    queryKey: ['nodes', 'ListManagedNodes', input, 'pages'] as const,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => readPage(input, pageParam, signal),
    getNextPageParam: (page) => page.NextToken,
  })
}

function readPage(input: ListInput, token: string | undefined, signal?: AbortSignal): Promise<NodePage> {
  const paging = token === undefined ? { MaxResults: firstPage } : { MaxResults: nextPage, NextToken: token }
  return quarterdeck('ListManagedNodes', { ...input, ...paging }, { signal })
}

/** Counts and facets cost queries of their own, so they are asked for once and not with every page. */
export function nodeCounts(input: ListInput) {
  return ownQuery<NodePage>('nodes', 'ListManagedNodes', { ...input, Counts: true, Facets: true, MaxResults: 1 })
}

/** Every node that matches: for exports and for actions on "everything that matches". */
export async function* allNodePages(input: ListInput): AsyncGenerator<ManagedNode[]> {
  let token: string | undefined
  do {
    const page: NodePage = await readPage(input, token)
    yield page.Nodes
    token = page.NextToken
  } while (token)
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
