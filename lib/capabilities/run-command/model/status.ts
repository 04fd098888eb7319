/** Status and StatusDetails of commands, invocations and plugins: the enum on the wire follows from the detail. */

export type OpenDetail = 'Pending' | 'Delayed' | 'InProgress' | 'Cancelling'

export const endDetails = [
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
export type EndDetail = (typeof endDetails)[number]

export type InvocationDetail = OpenDetail | EndDetail

export type CommandDetail =
  | Exclude<OpenDetail, 'Delayed'>
  | 'Success'
  | 'Failed'
  | 'ExecutionTimedOut'
  | 'DeliveryTimedOut'
  | 'Cancelled'
  | 'Incomplete'
  | 'NoInstancesInTag'
  | 'RateExceeded'
  | 'AccessDenied'

export type CommandStatus = 'Pending' | 'InProgress' | 'Success' | 'Cancelled' | 'Failed' | 'TimedOut' | 'Cancelling'
export type InvocationStatus = CommandStatus | 'Delayed'
export type PluginStatus = Exclude<CommandStatus, 'Cancelling'>

export const invocationStatusOf: Readonly<Record<InvocationDetail, InvocationStatus>> = {
  Pending: 'Pending',
  Delayed: 'Delayed',
  InProgress: 'InProgress',
  Cancelling: 'Cancelling',
  Success: 'Success',
  Failed: 'Failed',
  ExecutionTimedOut: 'TimedOut',
  DeliveryTimedOut: 'TimedOut',
  Cancelled: 'Cancelled',
  Terminated: 'Cancelled',
  Undeliverable: 'Failed',
  InvalidPlatform: 'Failed',
  AccessDenied: 'Failed',
}

/** Four details have no value of their own in the public enum; they go with Failed. */
export const commandStatusOf: Readonly<Record<CommandDetail, CommandStatus>> = {
  Pending: 'Pending',
  InProgress: 'InProgress',
  Cancelling: 'Cancelling',
  Success: 'Success',
  Failed: 'Failed',
  ExecutionTimedOut: 'TimedOut',
  DeliveryTimedOut: 'TimedOut',
  Cancelled: 'Cancelled',
  Incomplete: 'Failed',
  NoInstancesInTag: 'Failed',
  RateExceeded: 'Failed',
  AccessDenied: 'Failed',
}

export function isEndDetail(detail: InvocationDetail): detail is EndDetail {
  return (endDetails as readonly string[]).includes(detail)
}

const openCommandDetails: ReadonlySet<CommandDetail> = new Set(['Pending', 'InProgress', 'Cancelling'])

export function isCommandEnded(detail: CommandDetail): boolean {
  return !openCommandDetails.has(detail)
}

/** What a value of the Status filter of ListCommands stands for; `undefined` when there is no such value. */
export function commandDetailsFor(filter: string): readonly CommandDetail[] | undefined {
  if (filter === 'TimedOut') return ['ExecutionTimedOut', 'DeliveryTimedOut']
  if (filter === 'LimitExceeded') return ['RateExceeded']
  return filter in commandStatusOf ? [filter as CommandDetail] : undefined
}

/** The same for ListCommandInvocations. */
export function invocationDetailsFor(filter: string): readonly InvocationDetail[] | undefined {
  if (filter === 'TimedOut') return ['ExecutionTimedOut', 'DeliveryTimedOut']
  return filter in invocationStatusOf ? [filter as InvocationDetail] : undefined
}
