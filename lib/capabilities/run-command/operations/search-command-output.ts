import { operation } from '#lib/api/operation'
import type { Ctx } from '#lib/platform/context'
import { decodeToken, encodeToken } from '#lib/vocabulary/paging'
import { boolean, integer, ownShape, structure, text } from '#lib/wire/own-shape'
import { createLineMatcher, type LineMatcher } from '../engine/line-matcher'
import { type OutputHit, searchNode } from '../engine/search'
import { requireInvocation, requireStep } from '../invocation-step'
import type { Command } from '../command'
import { nodeIdInToken, requireCommandId } from '../request'
import { requireCommand } from '../store/commands'
import { listNodesWithOutput } from '../store/listings'

const bytesPerCall = 32 * 1024 * 1024
const nodesPerLook = 50
const defaultContext = 2

/** Lines that contain the text, over all nodes of a command in the order of ids. One call reads a bounded amount; go on with NextToken. */
export const searchCommandOutput = operation({
  service: 'quarterdeck',
  name: 'SearchCommandOutput',
  access: 'read',
  input: ownShape(
    'SearchCommandOutputRequest',
    structure({
      CommandId: text({ required: true, max: 36 }),
      Query: text({ required: true, min: 1, max: 500 }),
      Mode: text({ oneOf: ['plain', 'regex'] }),
      CaseSensitive: boolean(),
      InstanceId: text({ max: 64 }),
      PluginName: text({ max: 256 }),
      Context: integer({ min: 0, max: 10 }),
      MaxResults: integer({ min: 1, max: 1_000 }),
      NextToken: text({ max: 1024 }),
    }),
  ),
  resources: () => ['*'],
  async handle(ctx, input) {
    const command = await requireCommand(ctx, requireCommandId(input.CommandId))
    const sought = {
      query: input.Query,
      isRegularExpression: input.Mode === 'regex',
      isCaseSensitive: input.CaseSensitive ?? false,
    }
    const [after = '', skipped = '0'] = input.NextToken ? decodeToken(input.NextToken, 2) : []
    const found = await searchFrom(ctx, {
      command,
      matches: createLineMatcher(sought),
      context: input.Context ?? defaultContext,
      limit: input.MaxResults ?? 50,
      nodeId: input.InstanceId,
      step: input.PluginName === undefined ? undefined : requireStep(command, input.PluginName).name,
      after: nodeIdInToken(after),
      skip: Math.max(0, Number(skipped) || 0),
    })
    return { Hits: found.hits.map(wireHit), NextToken: found.next && encodeToken([...found.next]) }
  },
})

interface Search {
  command: Command
  matches: LineMatcher
  context: number
  limit: number
  nodeId: string | undefined
  step: string | undefined
  /** The last node that is done with, and how many hits of the next one are. */
  after: string
  skip: number
}

interface Found {
  hits: OutputHit[]
  next: readonly [after: string, skip: string] | undefined
}

async function searchFrom(ctx: Ctx, search: Search): Promise<Found> {
  const hits: OutputHit[] = []
  let { after, skip } = search
  for (let bytes = 0; ; ) {
    const nodes = await nodesOf(ctx, search, after)
    for (const invocation of nodes) {
      const wanted = skip + search.limit - hits.length + 1
      const node = await searchNode(ctx, { ...search, invocation, limit: wanted })
      const fresh = node.hits.slice(skip)
      const room = search.limit - hits.length
      hits.push(...fresh.slice(0, room))
      if (fresh.length > room) return { hits, next: [after, String(skip + room)] }
      ;[after, skip, bytes] = [invocation.nodeId, 0, bytes + node.bytes]
      if (bytes > bytesPerCall && search.nodeId === undefined) return { hits, next: [after, '0'] }
    }
    if (nodes.length < nodesPerLook) return { hits, next: undefined }
  }
}

async function nodesOf(ctx: Ctx, { command, nodeId }: Search, after: string) {
  if (nodeId === undefined) return listNodesWithOutput(ctx, command.commandId, { after, limit: nodesPerLook })
  return after >= nodeId ? [] : [(await requireInvocation(ctx, command.commandId, nodeId)).invocation]
}

function wireHit(hit: OutputHit) {
  return {
    InstanceId: hit.nodeId,
    InstanceName: hit.nodeName,
    PluginName: hit.step,
    Stream: hit.stream,
    Line: hit.line,
    Text: hit.text,
    Before: [...hit.before],
    After: [...hit.after],
  }
}
