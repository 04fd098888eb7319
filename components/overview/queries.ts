import { ownQuery, ssmQuery } from '#queries/shell/ssm-query'
import type { ConsoleOutput } from '#queries/shell/own-operations'
import type { NodePage } from './fleet'

/** How many nodes match; nothing about them. */
export function nodeCount(filters: readonly string[]) {
  return ownQuery<NodePage>('nodes', 'ListManagedNodes', {
    ...(filters.length === 0 ? {} : { Filters: filters }),
    Counts: true,
    MaxResults: 1,
  })
}

export function fleetCounts() {
  return ownQuery<NodePage>('nodes', 'ListManagedNodes', { Counts: true, Facets: true, MaxResults: 1 })
}

export type CommandStatus = 'Failed' | 'TimedOut' | 'Incomplete' | 'InProgress' | 'Pending'

/** Commands in one state, newest first; `since` in ISO text. */
export function commandsWith(status: CommandStatus, since?: string) {
  const after = since ? [{ key: 'InvokedAfter' as const, value: since }] : []
  return ssmQuery('run-command', 'ListCommands', { Filters: [{ key: 'Status', value: status }, ...after], MaxResults: 50 })
}

export function recentCommands() {
  return ssmQuery('run-command', 'ListCommands', { MaxResults: 8 })
}

/** What somebody put off; it holds for everybody. */
export function snoozedProblems() {
  return ownQuery<ConsoleOutput<'ListSnoozes'>>('console', 'ListSnoozes', {})
}
