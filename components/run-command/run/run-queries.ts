import { infiniteQueryOptions } from '@tanstack/react-query'
import { quarterdeck, ssm } from '#lib/api/browser'
import type { LogStream } from '#queries/ui/log/log-buffer'
import { ownPages, ownQuery } from '#queries/shell/ssm-query'
import type { OutputOf } from '../own-operations'
import { type Bucket, bucketOrder, type DetailCounts, countOf, type StatusFilter } from '../run-progress'

const root = 'run-command'

export function runSummary(CommandId: string) {
  return ownQuery<OutputOf<'GetCommandSummary'>>(root, 'GetCommandSummary', { CommandId })
}

export type Likeness = 'Alike' | 'Exact'

export function outputGroups(CommandId: string, Likeness: Likeness) {
  return ownQuery<OutputOf<'ListCommandGroups'>>(root, 'ListCommandGroups', { CommandId, Likeness, MaxResults: 50 })
}

/** All nodes of the bucket with their states, a thousand a page. */
export function runNodes(CommandId: string, bucket: Bucket | 'all') {
  const filters = bucketOrder.find((one) => one.bucket === bucket)?.filters
  return ownPages<OutputOf<'ListCommandNodes'>>(root, 'ListCommandNodes', {
    CommandId,
    ...(filters ? { StatusDetails: filters } : {}),
  })
}

export type ListedNode = OutputOf<'ListCommandNodes'>['Nodes'][number]

export interface OutputSearch {
  query: string
  regex: boolean
}

export function outputHits(CommandId: string, { query, regex }: OutputSearch) {
  return {
    ...ownPages<OutputOf<'SearchCommandOutput'>>(`${root}-search`, 'SearchCommandOutput', {
      CommandId,
      Query: query,
      Mode: regex ? 'regex' : 'plain',
      MaxResults: 100,
    }),
    enabled: query !== '',
  }
}

interface Place {
  filter: StatusFilter
  token: string | undefined
}

export type RunInvocation = NonNullable<Awaited<ReturnType<typeof listPage>>['CommandInvocations']>[number] & {
  progress?: NodeProgress | undefined
}

function isOpen({ Status }: RunInvocation): boolean {
  return Status === 'InProgress' || Status === 'Cancelling'
}

/** Which statuses some node has: an empty one is not asked for. */
export function statusesSeen(counts: DetailCounts | undefined): string {
  const seen = bucketOrder.flatMap(({ filters }) => filters).filter((filter) => counts && countOf(counts, filter) > 0)
  return seen.join()
}

/**
 * The nodes of a run, failed first: the statuses are read one after the other, because the API lists by id.
 * `counts` tells which statuses are worth a request.
 */
export function runInvocations(CommandId: string, bucket: Bucket | 'all', counts: () => DetailCounts | undefined) {
  const order = bucketOrder.filter((one) => bucket === 'all' || one.bucket === bucket).flatMap((one) => one.filters)
  const start: Place = { filter: order[0] ?? 'Failed', token: undefined }
  const nextAfter = (filter: StatusFilter): Place | undefined => {
    const now = counts()
    const next = order.slice(order.indexOf(filter) + 1).find((one) => now === undefined || countOf(now, one) > 0)
    return next && { filter: next, token: undefined }
  }
  return infiniteQueryOptions({
    queryKey: [root, 'ListCommandInvocations', { CommandId, bucket }, 'pages'] as const,
    initialPageParam: start,
    queryFn: async ({ signal, pageParam }) => {
      let place: Place | undefined = pageParam
      const seen = statusesSeen(counts())
      while (place) {
        const now = counts()
        const skip = now !== undefined && place.token === undefined && countOf(now, place.filter) === 0
        const page: Awaited<ReturnType<typeof listPage>> = skip ? {} : await listPage(CommandId, place, signal)
        const next: Place | undefined = page.NextToken ? { filter: place.filter, token: page.NextToken } : nextAfter(place.filter)
        const listed = page.CommandInvocations ?? []
        const progress = await readProgress(CommandId, listed.filter(isOpen), signal)
        const rows = listed.map((row) => ({ ...row, progress: progress.get(row.InstanceId ?? '') }))
        if (rows.length > 0 || !next) return { rows, next, seen }
        place = next
      }
      return { rows: [], next: undefined, seen }
    },
    getNextPageParam: (last) => last.next,
  })
}

function listPage(CommandId: string, { filter, token }: Place, signal: AbortSignal) {
  const input = { CommandId, Details: true, MaxResults: 50, Filters: [{ key: 'Status' as const, value: filter }] }
  return ssm('ListCommandInvocations', token ? { ...input, NextToken: token } : input, { signal })
}

export interface NodeProgress {
  /** When the agent took the command up, epoch seconds. */
  since: number | undefined
  line: string
}

/** The API reports a step when it ends; this is how far the nodes are until then. */
async function readProgress(
  CommandId: string,
  rows: readonly { InstanceId?: string | undefined }[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, NodeProgress>> {
  const InstanceIds = rows.flatMap(({ InstanceId }) => InstanceId ?? [])
  if (InstanceIds.length === 0) return new Map()
  const input = { CommandId, InstanceIds }
  const { Nodes } = await quarterdeck<OutputOf<'ListRunningNodes'>>('ListRunningNodes', input, { signal })
  return new Map(Nodes.map((node) => [node.InstanceId, { since: node.StartedDateTime, line: node.LastLine }]))
}

/** One invocation by itself: it may be on no page yet. */
export function oneInvocation(CommandId: string, InstanceId: string) {
  return {
    queryKey: [root, 'ListCommandInvocations', { CommandId, InstanceId }] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => findInvocation(CommandId, InstanceId, signal),
  }
}

async function findInvocation(CommandId: string, InstanceId: string, signal: AbortSignal): Promise<RunInvocation | null> {
  const input = { CommandId, InstanceId, Details: true }
  const row = (await ssm('ListCommandInvocations', input, { signal })).CommandInvocations?.[0]
  if (!row) return null
  const progress = await readProgress(CommandId, [row].filter(isOpen), signal)
  return { ...row, progress: progress.get(InstanceId) }
}

export interface StepOfNode {
  commandId: string
  nodeId: string
  step: string
}

export interface AskedRange extends StepOfNode {
  stream: LogStream
  offset: number
}

/** Of many nodes at once; what did not fit comes back empty. */
export async function fetchRanges(asked: readonly AskedRange[]) {
  const [first] = asked
  if (!first) return []
  const { Ranges } = await quarterdeck<OutputOf<'ListCommandOutputs'>>('ListCommandOutputs', {
    CommandId: first.commandId,
    Ranges: asked.map(({ nodeId, step, stream, offset }) => ({
      InstanceId: nodeId,
      PluginName: step,
      Stream: stream,
      StartByte: offset,
    })),
  })
  return Ranges.map(({ StartByte, NextByte, Text, TotalBytes }) => ({
    offset: StartByte,
    bytes: NextByte - StartByte,
    text: Text,
    size: TotalBytes,
  }))
}

const rangeBytes = 1024 * 1024
/** Most outputs are short, and of a long one the beginning is not what is shown first. */
const firstBytes = 256 * 1024

/** Where lines begin in an output that is too long to be held; nothing until the server has counted them. */
export function outputLines({ commandId, nodeId, step }: StepOfNode) {
  return ownQuery<OutputOf<'GetOutputLines'>>(`${root}-lines`, 'GetOutputLines', {
    CommandId: commandId,
    InstanceId: nodeId,
    PluginName: step,
  })
}

interface ByteRange {
  from: number
  /** Exclusive. */
  to: number
}

/** The text from one byte to another. */
export async function fetchText(place: StepOfNode, stream: LogStream, { from, to }: ByteRange): Promise<string> {
  const parts: string[] = []
  for (let at = from; at < to; ) {
    const range = await rangeFetcher(place)(stream, at, to - at)
    if (range.bytes === 0) break
    parts.push(range.text)
    at += range.bytes
  }
  return parts.join('')
}

export interface FoundLines {
  lines: readonly { stream: LogStream; line: number }[]
  more: boolean
}

const mostHits = 1_000

/** Lines of one step that match, found by the server in all that was printed. */
export function stepHits({ commandId, nodeId, step }: StepOfNode, { query, regex }: OutputSearch) {
  return {
    queryKey: [`${root}-search`, 'SearchCommandOutput', { commandId, nodeId, step, query, regex }] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<FoundLines> => {
      const input = {
        CommandId: commandId,
        InstanceId: nodeId,
        PluginName: step,
        Query: query,
        Mode: regex ? 'regex' : 'plain',
        Context: 0,
        MaxResults: mostHits,
      }
      const found = await quarterdeck<OutputOf<'SearchCommandOutput'>>('SearchCommandOutput', input, { signal })
      return { lines: found.Hits.map(({ Stream, Line }) => ({ stream: Stream, line: Line })), more: Boolean(found.NextToken) }
    },
    enabled: query !== '',
    staleTime: 60_000,
  }
}

export function rangeFetcher({ commandId, nodeId, step }: StepOfNode) {
  return async (stream: LogStream, offset: number, most = offset === 0 ? firstBytes : rangeBytes) => {
    const range = await quarterdeck<OutputOf<'GetCommandOutput'>>('GetCommandOutput', {
      CommandId: commandId,
      InstanceId: nodeId,
      PluginName: step,
      Stream: stream,
      StartByte: offset,
      MaxBytes: Math.max(4, Math.min(most, rangeBytes)),
    })
    return {
      offset: range.StartByte,
      bytes: range.NextByte - range.StartByte,
      text: range.Text,
      size: range.TotalBytes,
      truncated: range.Truncated,
    }
  }
}
