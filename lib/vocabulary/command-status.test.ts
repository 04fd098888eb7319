import { describe, expect, it } from 'vitest'
import { documentStatusOf, type ReplyStatus } from '#lib/wire/job-reply'
import {
  type CommandDetail,
  commandDetails,
  commandFilterDetails,
  commandMeanings,
  countersOf,
  executionStageDetails,
  type InvocationCounts,
  type InvocationDetail,
  invocationDetailOf,
  invocationDetails,
  invocationFilterDetails,
  invocationMeanings,
  pluginStatusOf,
  rollUpCommand,
} from './command-status'

describe('an invocation', () => {
  it.each<[InvocationDetail, string, boolean, boolean]>([
    ['Pending', 'Pending', false, false],
    ['InProgress', 'InProgress', false, false],
    ['Delayed', 'Delayed', false, false],
    ['Cancelling', 'Cancelling', false, false],
    ['Success', 'Success', true, false],
    ['Failed', 'Failed', true, true],
    ['ExecutionTimedOut', 'TimedOut', true, true],
    ['DeliveryTimedOut', 'TimedOut', true, false],
    ['Cancelled', 'Cancelled', true, false],
    ['Terminated', 'Cancelled', true, false],
    ['Undeliverable', 'Failed', true, false],
    ['InvalidPlatform', 'Failed', true, false],
    ['AccessDenied', 'Failed', true, false],
  ])('%s is %s; terminal: %s; counts to MaxErrors: %s', (detail, ...[status, isTerminal, countsToMaxErrors]) => {
    expect(invocationMeanings[detail]).toEqual({ status, isTerminal, countsToMaxErrors })
  })

  it.each<[ReplyStatus, InvocationDetail, string]>([
    ['NotStarted', 'InProgress', 'Pending'],
    ['InProgress', 'InProgress', 'InProgress'],
    ['Success', 'Success', 'Success'],
    ['Skipped', 'Success', 'Success'],
    ['Failed', 'Failed', 'Failed'],
    ['Cancelled', 'Cancelled', 'Cancelled'],
    ['TimedOut', 'ExecutionTimedOut', 'TimedOut'],
    ['SuccessAndReboot', 'InProgress', 'InProgress'],
    ['PassedAndReboot', 'InProgress', 'InProgress'],
  ])('whose node replies %s is %s, and such a step is %s', (reply, detail, plugin) => {
    expect(invocationDetailOf(reply)).toBe(detail)
    expect(pluginStatusOf(reply)).toBe(plugin)
  })
})

describe('a command', () => {
  it.each<[CommandDetail, string, boolean]>([
    ['Pending', 'Pending', false],
    ['InProgress', 'InProgress', false],
    ['Cancelling', 'Cancelling', false],
    ['Success', 'Success', true],
    ['Cancelled', 'Cancelled', true],
    ['Failed', 'Failed', true],
    ['ExecutionTimedOut', 'TimedOut', true],
    ['DeliveryTimedOut', 'TimedOut', true],
    ['Incomplete', 'Failed', true],
    ['RateExceeded', 'Failed', true],
    ['NoInstancesInTag', 'Failed', true],
    ['AccessDenied', 'Failed', true],
  ])('%s is %s; terminal: %s', (detail, status, isTerminal) => {
    expect(commandMeanings[detail]).toEqual({ status, isTerminal })
  })

  it.each<[string, InvocationCounts, number, CommandDetail]>([
    ['nothing matched', {}, 0, 'NoInstancesInTag'],
    ['nothing was sent', { Pending: 5 }, 0, 'Pending'],
    ['some run', { Pending: 3, InProgress: 2 }, 0, 'InProgress'],
    ['one is delayed', { Pending: 4, Delayed: 1 }, 0, 'InProgress'],
    ['some are done', { Pending: 4, Success: 1 }, 0, 'InProgress'],
    ['the limit is passed but others run', { InProgress: 2, Failed: 3 }, 1, 'InProgress'],
    ['all succeeded', { Success: 5 }, 0, 'Success'],
    ['4 of 5 were undeliverable and 1 succeeded', { Undeliverable: 4, Success: 1 }, 0, 'Success'],
    ['all were undeliverable', { Undeliverable: 5 }, 0, 'Failed'],
    ['none was reached, for several reasons', { Undeliverable: 2, InvalidPlatform: 2, AccessDenied: 1 }, 0, 'Failed'],
    ['some were of another platform, the rest succeeded', { InvalidPlatform: 2, Success: 3 }, 0, 'Success'],
    ['some denied access, the rest succeeded', { AccessDenied: 2, Success: 3 }, 0, 'Success'],
    ['1 of 5 failed with MaxErrors 3', { Failed: 1, Success: 4 }, 3, 'Incomplete'],
    ['3 failed with MaxErrors 3', { Failed: 3, Success: 2 }, 3, 'Incomplete'],
    ['4 failed with MaxErrors 3', { Failed: 4, Success: 1 }, 3, 'Failed'],
    ['1 failed with MaxErrors 0 and the rest was terminated', { Failed: 1, Terminated: 4 }, 0, 'Failed'],
    ['one timed out on the node', { ExecutionTimedOut: 1, Success: 4 }, 0, 'ExecutionTimedOut'],
    ['one was never heard of again', { DeliveryTimedOut: 1, Success: 4 }, 0, 'DeliveryTimedOut'],
    ['one was never heard of again, within the limit', { DeliveryTimedOut: 1, Success: 4 }, 1, 'Incomplete'],
    ['two kinds pass the limit together, failures first', { Failed: 2, ExecutionTimedOut: 2, Success: 1 }, 3, 'Failed'],
    [
      'two kinds pass the limit together, time-outs first',
      { Failed: 1, ExecutionTimedOut: 3, Success: 1 },
      3,
      'ExecutionTimedOut',
    ],
    ['some were cancelled one by one', { Cancelled: 1, Success: 4 }, 0, 'Incomplete'],
  ])('of which %s', (_name, counts, ...[errorLimit, expected]) => {
    const targetCount = Object.values(counts).reduce((sum, count) => sum + count, 0)
    expect(rollUpCommand({ counts, targetCount, errorLimit, cancelRequested: false })).toBe(expected)
  })

  it.each<[string, InvocationCounts, CommandDetail]>([
    ['runs on', { InProgress: 1, Cancelled: 4 }, 'Cancelling'],
    ['has not begun', { Pending: 5 }, 'Cancelling'],
    ['has ended', { Cancelled: 4, Success: 1 }, 'Cancelled'],
    ['failed in part', { Cancelled: 2, Failed: 3 }, 'Cancelled'],
    ['was quicker', { Success: 5 }, 'Success'],
  ])('that is cancelled and %s', (_name, counts, expected) => {
    expect(rollUpCommand({ counts, targetCount: 5, errorLimit: 0, cancelRequested: true })).toBe(expected)
  })

  it('counts every terminal kind as completed, and two kinds as errors', () => {
    const counts = Object.fromEntries(invocationDetails.map((detail, index) => [detail, 2 ** index]))
    expect(countersOf(counts)).toEqual({
      completedCount: 2 ** 13 - 2 ** 4,
      errorCount: 2 ** 5 + 2 ** 6,
      deliveryTimedOutCount: 2 ** 7,
    })
  })
})

describe('filters', () => {
  it('of commands', () => {
    const plain = [
      'Pending',
      'InProgress',
      'Success',
      'Cancelled',
      'Failed',
      'AccessDenied',
      'DeliveryTimedOut',
      'ExecutionTimedOut',
      'Incomplete',
      'NoInstancesInTag',
    ]
    for (const value of plain) expect(commandFilterDetails(value)).toEqual([value])
    expect(commandFilterDetails('TimedOut')).toEqual(['DeliveryTimedOut', 'ExecutionTimedOut'])
    expect(commandFilterDetails('LimitExceeded')).toEqual(['RateExceeded'])
    for (const value of ['Terminated', 'Undeliverable', 'Delayed', 'Cancelling', '', 'success'])
      expect(commandFilterDetails(value)).toBeUndefined()
  })

  it('of invocations', () => {
    const plain = [
      'Pending',
      'InProgress',
      'Delayed',
      'Success',
      'Cancelled',
      'Failed',
      'AccessDenied',
      'DeliveryTimedOut',
      'ExecutionTimedOut',
      'Undeliverable',
      'InvalidPlatform',
      'Terminated',
    ]
    for (const value of plain) expect(invocationFilterDetails(value)).toEqual([value])
    expect(invocationFilterDetails('TimedOut')).toEqual(['DeliveryTimedOut', 'ExecutionTimedOut'])
    for (const value of ['Incomplete', 'NoInstancesInTag', 'LimitExceeded', 'Cancelling', ''])
      expect(invocationFilterDetails(value)).toBeUndefined()
  })

  it('of stages split all details in two', () => {
    const executing = executionStageDetails('Executing') ?? []
    const complete = executionStageDetails('Complete') ?? []
    expect(executing).toEqual(['Pending', 'InProgress', 'Cancelling'])
    expect([...executing, ...complete].sort()).toEqual([...commandDetails].sort())
    expect(executionStageDetails('Done')).toBeUndefined()
  })
})

describe('the document of an invocation', () => {
  it.each<[ReplyStatus[], ReplyStatus]>([
    [['Success', 'Failed', 'SuccessAndReboot'], 'SuccessAndReboot'],
    [['TimedOut', 'Failed', 'Success'], 'Failed'],
    [['Cancelled', 'TimedOut'], 'TimedOut'],
    [['Success', 'Cancelled'], 'Cancelled'],
    [['Skipped', 'Success'], 'Success'],
    [['Skipped'], 'Success'],
    [['PassedAndReboot', 'InProgress'], 'Success'],
    [['InProgress', 'NotStarted'], 'InProgress'],
    [[], 'Success'],
  ])('of steps %j is %s', (steps, expected) => {
    expect(documentStatusOf(steps)).toBe(expected)
  })
})
