import type { ReplyStatus } from '#lib/wire/job-reply'
import { isErrorLimitPassed } from './rate-control'

/**
 * `Status` is an enum of the API, `StatusDetails` says more; we store the detail and derive the status. Where AWS's texts disagree,
 * the tables below are the decision: an undeliverable invocation does not spoil a success, a stop comes with more errors than
 * MaxErrors, and details without a status of their own are Failed.
 */
export type InvocationStatus =
  | 'Pending'
  | 'InProgress'
  | 'Delayed'
  | 'Success'
  | 'Cancelled'
  | 'TimedOut'
  | 'Failed'
  | 'Cancelling'

export const invocationDetails = [
  'Pending',
  'InProgress',
  'Delayed',
  'Cancelling',
  'Success',
  'Failed',
  'ExecutionTimedOut',
  'DeliveryTimedOut',
  'Cancelled',
  'Terminated',
  'Undeliverable',
  'InvalidPlatform',
  'AccessDenied',
] as const
export type InvocationDetail = (typeof invocationDetails)[number]

export interface InvocationMeaning {
  status: InvocationStatus
  isTerminal: boolean
  countsToMaxErrors: boolean
}

const meaning = (status: InvocationStatus, isTerminal: boolean, countsToMaxErrors: boolean): InvocationMeaning => ({
  status,
  isTerminal,
  countsToMaxErrors,
})

export const invocationMeanings: { readonly [Detail in InvocationDetail]: InvocationMeaning } = {
  Pending: meaning('Pending', false, false),
  InProgress: meaning('InProgress', false, false),
  Delayed: meaning('Delayed', false, false),
  Cancelling: meaning('Cancelling', false, false),
  Success: meaning('Success', true, false),
  Failed: meaning('Failed', true, true),
  ExecutionTimedOut: meaning('TimedOut', true, true),
  DeliveryTimedOut: meaning('TimedOut', true, false),
  Cancelled: meaning('Cancelled', true, false),
  Terminated: meaning('Cancelled', true, false),
  Undeliverable: meaning('Failed', true, false),
  InvalidPlatform: meaning('Failed', true, false),
  AccessDenied: meaning('Failed', true, false),
}

export type CommandStatus = 'Pending' | 'InProgress' | 'Success' | 'Cancelled' | 'Failed' | 'TimedOut' | 'Cancelling'

export const commandDetails = [
  'Pending',
  'InProgress',
  'Cancelling',
  'Success',
  'Cancelled',
  'Failed',
  'ExecutionTimedOut',
  'DeliveryTimedOut',
  'Incomplete',
  'RateExceeded',
  'NoInstancesInTag',
  'AccessDenied',
] as const
export type CommandDetail = (typeof commandDetails)[number]

export const commandMeanings: { readonly [Detail in CommandDetail]: { status: CommandStatus; isTerminal: boolean } } = {
  Pending: { status: 'Pending', isTerminal: false },
  InProgress: { status: 'InProgress', isTerminal: false },
  Cancelling: { status: 'Cancelling', isTerminal: false },
  Success: { status: 'Success', isTerminal: true },
  Cancelled: { status: 'Cancelled', isTerminal: true },
  Failed: { status: 'Failed', isTerminal: true },
  ExecutionTimedOut: { status: 'TimedOut', isTerminal: true },
  DeliveryTimedOut: { status: 'TimedOut', isTerminal: true },
  Incomplete: { status: 'Failed', isTerminal: true },
  RateExceeded: { status: 'Failed', isTerminal: true },
  NoInstancesInTag: { status: 'Failed', isTerminal: true },
  AccessDenied: { status: 'Failed', isTerminal: true },
}

export type InvocationCounts = { readonly [Detail in InvocationDetail]?: number }

export interface CommandCounters {
  completedCount: number
  errorCount: number
  deliveryTimedOutCount: number
}

/** What DescribeCommands shows: every terminal kind is completed; delivery time-outs are no errors. */
export function countersOf(counts: InvocationCounts): CommandCounters {
  const sum = (wanted: (row: InvocationMeaning) => boolean): number =>
    invocationDetails.reduce((total, detail) => total + (wanted(invocationMeanings[detail]) ? (counts[detail] ?? 0) : 0), 0)
  return {
    completedCount: sum((row) => row.isTerminal),
    errorCount: sum((row) => row.countsToMaxErrors),
    deliveryTimedOutCount: counts.DeliveryTimedOut ?? 0,
  }
}

export interface RollUp {
  counts: InvocationCounts
  /** All invocations of the command, attempted or not. */
  targetCount: number
  errorLimit: number
  /** CancelCommand was called for the whole command. */
  cancelRequested: boolean
}

/** The detail of a command from those of its invocations. */
export function rollUpCommand({ counts, targetCount, errorLimit, cancelRequested }: RollUp): CommandDetail {
  if (targetCount === 0) return 'NoInstancesInTag'
  if (countersOf(counts).completedCount < targetCount) {
    if (cancelRequested) return 'Cancelling'
    return (counts.Pending ?? 0) === targetCount ? 'Pending' : 'InProgress'
  }
  if (cancelRequested && (counts.Cancelled ?? 0) > 0) return 'Cancelled'
  return beyondLimit(counts, errorLimit) ?? withinLimit(counts, targetCount)
}

function beyondLimit(counts: InvocationCounts, errorLimit: number): CommandDetail | undefined {
  const { Failed: failed = 0, ExecutionTimedOut: executionTimedOut = 0, DeliveryTimedOut: deliveryTimedOut = 0 } = counts
  if (isErrorLimitPassed(failed, errorLimit)) return 'Failed'
  if (isErrorLimitPassed(executionTimedOut, errorLimit)) return 'ExecutionTimedOut'
  if (isErrorLimitPassed(failed + executionTimedOut, errorLimit))
    return executionTimedOut > failed ? 'ExecutionTimedOut' : 'Failed'
  return isErrorLimitPassed(deliveryTimedOut, errorLimit) ? 'DeliveryTimedOut' : undefined
}

function withinLimit(counts: InvocationCounts, targetCount: number): CommandDetail {
  const { Success: success = 0, Undeliverable = 0, InvalidPlatform = 0, AccessDenied = 0 } = counts
  const unreached = Undeliverable + InvalidPlatform + AccessDenied
  if (unreached === targetCount) return 'Failed'
  return success > 0 && success + unreached === targetCount ? 'Success' : 'Incomplete'
}

/** What the node's reply says about the invocation; `SuccessAndReboot` goes on after the restart. */
export function invocationDetailOf(reply: ReplyStatus): InvocationDetail {
  switch (reply) {
    case 'Success':
    case 'Skipped':
      return 'Success'
    case 'Failed':
      return 'Failed'
    case 'Cancelled':
      return 'Cancelled'
    case 'TimedOut':
      return 'ExecutionTimedOut'
    case 'NotStarted':
    case 'InProgress':
    case 'SuccessAndReboot':
    case 'PassedAndReboot':
      return 'InProgress'
    default:
      return reply satisfies never
  }
}

export type PluginStatus = 'Pending' | 'InProgress' | 'Success' | 'TimedOut' | 'Cancelled' | 'Failed'

/** Of one step; a skipped step is a success. */
export function pluginStatusOf(reply: ReplyStatus): PluginStatus {
  if (reply === 'NotStarted') return 'Pending'
  const { status } = invocationMeanings[invocationDetailOf(reply)]
  // A reply never becomes one of these two.
  return status === 'Delayed' || status === 'Cancelling' ? 'InProgress' : status
}

const bothTimeOuts = ['DeliveryTimedOut', 'ExecutionTimedOut'] as const

/** The details that a Status filter of ListCommands asks for; `undefined` when the value is not one. */
export function commandFilterDetails(value: string): readonly CommandDetail[] | undefined {
  if (value === 'TimedOut') return bothTimeOuts
  if (value === 'LimitExceeded') return ['RateExceeded']
  const filterable = commandDetails.filter((detail) => detail !== 'Cancelling' && detail !== 'RateExceeded')
  const found = filterable.find((detail) => detail === value)
  return found && [found]
}

/** The same for ListCommandInvocations. */
export function invocationFilterDetails(value: string): readonly InvocationDetail[] | undefined {
  if (value === 'TimedOut') return bothTimeOuts
  const found = invocationDetails.find((detail) => detail === value && detail !== 'Cancelling')
  return found && [found]
}

/** ListCommands' ExecutionStage. */
export function executionStageDetails(value: string): readonly CommandDetail[] | undefined {
  if (value !== 'Executing' && value !== 'Complete') return undefined
  return commandDetails.filter((detail) => commandMeanings[detail].isTerminal === (value === 'Complete'))
}
