import { ownQuery, ssmQuery } from '#queries/shell/ssm-query'
import type { ConsoleOutput } from '#queries/shell/own-operations'
import { atAge, lostAges, type NodePage } from './fleet'

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

type CommandStatus = 'Failed' | 'TimedOut' | 'Incomplete' | 'InProgress' | 'Pending'

/** Commands in one state, newest first; `since` in ISO text. */
function commandsWith(status: CommandStatus, since?: string) {
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

export function accessKeys() {
  return ownQuery<{ AccessKeys?: { LastUsedDate?: number }[] }>('access-keys', 'ListAccessKeys', {})
}

export function installation() {
  return ownQuery<ConsoleOutput<'GetInstallation'>>('console', 'GetInstallation', {})
}

const runningStatuses: readonly CommandStatus[] = ['InProgress', 'Pending']

export function runningCommands() {
  return runningStatuses.map((status) => commandsWith(status))
}

const failedStatuses: readonly CommandStatus[] = ['Failed', 'TimedOut', 'Incomplete']
const day = 86_400
const roundTo = 600

/** Of the last day. */
export function failedCommands(now: number) {
  const since = new Date((Math.floor(now / roundTo) * roundTo - day) * 1000).toISOString()
  return failedStatuses.map((status) => commandsWith(status, since))
}

/** How many nodes are lost, one query for each of `lostAges`. */
export function lostNodes(now: number) {
  return lostAges.map((age) => nodeCount(age.filters.map((filter) => atAge(filter, now))))
}

/** What the overview asks for as soon as it is open. */
export function overviewFirst(now: number) {
  const lists = [...runningCommands(), ...failedCommands(now), recentCommands()]
  return [fleetCounts(), ...lostNodes(now), ...lists, snoozedProblems(), accessKeys(), installation()]
}
