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

export function outputGroups(CommandId: string) {
  return ownQuery<OutputOf<'ListCommandGroups'>>(root, 'ListCommandGroups', { CommandId, MaxResults: 50 })
}

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

export type RunInvocation = NonNullable<Awaited<ReturnType<typeof listPage>>['CommandInvocations']>[number]

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
        const rows = page.CommandInvocations ?? []
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

/** One invocation by itself: it may be on no page yet. */
export function oneInvocation(CommandId: string, InstanceId: string) {
  return {
    queryKey: [root, 'ListCommandInvocations', { CommandId, InstanceId }] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await ssm('ListCommandInvocations', { CommandId, InstanceId, Details: true }, { signal })).CommandInvocations?.[0] ?? null,
  }
}

export interface StepOfNode {
  commandId: string
  nodeId: string
  step: string
}

const rangeBytes = 1024 * 1024

export function rangeFetcher({ commandId, nodeId, step }: StepOfNode) {
  return async (stream: LogStream, offset: number) => {
    const range = await quarterdeck<OutputOf<'GetCommandOutput'>>('GetCommandOutput', {
      CommandId: commandId,
      InstanceId: nodeId,
      PluginName: step,
      Stream: stream,
      StartByte: offset,
      MaxBytes: rangeBytes,
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
