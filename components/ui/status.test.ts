import * as sdk from '@aws-sdk/client-ssm'
import { expect, test } from 'vitest'
import { isFinal, knowsStatus, status } from './status'

const severities = ['PatchComplianceLevel']

test('knows every state of the API model', () => {
  const unknown = Object.entries(sdk)
    .filter(([name, value]) => /(Status|State|StatusName)$/.test(name) && typeof value === 'object' && !severities.includes(name))
    .flatMap(([name, value]) => Object.values(value as object).map((word) => [name, word] as const))
    .filter(([, word]) => typeof word === 'string' && !knowsStatus(word))
  expect(unknown).toEqual([])
})

test.each([
  ['command', 'Success', undefined, 'ok', 'circle-check', 'Succeeded'],
  ['command', 'CompletedWithSuccess', undefined, 'ok', 'circle-check', 'Succeeded'],
  ['node', 'Online', undefined, 'ok', 'circle-check', 'Online'],
  ['compliance', 'COMPLIANT', undefined, 'ok', 'circle-check', 'Compliant'],
  ['invocation', 'InProgress', undefined, 'run', 'loader-circle', 'Running'],
  ['invocation', 'Pending', undefined, 'off', 'clock', 'Queued'],
  ['invocation', 'Delayed', undefined, 'off', 'clock', 'Queued'],
  ['automation', 'Scheduled', undefined, 'off', 'calendar-clock', 'Scheduled'],
  ['automation', 'Waiting', undefined, 'wait', 'hourglass', 'Waiting'],
  ['patch', 'INSTALLED_PENDING_REBOOT', undefined, 'wait', 'rotate-cw', 'Reboot pending'],
  ['automation', 'PendingApproval', undefined, 'wait', 'user-check', 'Needs approval'],
  ['command', 'Cancelling', undefined, 'off', 'loader-circle', 'Cancelling'],
  ['command', 'Cancelled', undefined, 'off', 'ban', 'Cancelled'],
  ['invocation', 'Cancelled', 'Canceled', 'off', 'ban', 'Cancelled'],
  ['window', 'SKIPPED_OVERLAPPING', undefined, 'off', 'skip-forward', 'Skipped'],
  ['invocation', 'Failed', 'InvalidPlatform', 'off', 'skip-forward', 'Skipped'],
  ['automation', 'CompletedWithFailure', undefined, 'warn', 'triangle-alert', 'Partly failed'],
  ['node', 'ConnectionLost', undefined, 'warn', 'unplug', 'Connection lost'],
  ['invocation', 'Failed', 'Undeliverable', 'bad', 'circle-x', 'Undeliverable'],
  ['patch', 'MISSING', undefined, 'bad', 'circle-x', 'Missing'],
  ['compliance', 'NON_COMPLIANT', undefined, 'bad', 'circle-x', 'Non-compliant'],
  ['invocation', 'TimedOut', 'DeliveryTimedOut', 'bad', 'timer-off', 'Timed out'],
  ['invocation', 'TimedOut', 'ExecutionTimedOut', 'bad', 'timer-off', 'Timed out'],
  ['node', 'Inactive', undefined, 'off', 'power-off', 'Inactive'],
  ['node', undefined, undefined, 'off', 'circle-question-mark', 'Unknown'],
  ['node', 'BrandNew', undefined, 'off', 'circle-question-mark', 'BrandNew'],
] as const)('%s %s %s', (kind, value, detail, tone, icon, label) => {
  expect(status(kind, value, detail)).toMatchObject({ tone, icon, label })
})

test('a detail that is no known word becomes the sentence', () => {
  expect(status('invocation', 'Failed', 'Step 2 exited with 127').sentence).toBe('Step 2 exited with 127')
  expect(status('invocation', 'TimedOut', 'DeliveryTimedOut').sentence).toMatch(/^Delivery timed out/)
})

test('only what may still change is not final', () => {
  expect(['Pending', 'InProgress', 'Delayed', 'Cancelling'].map(isFinal)).toEqual([false, false, false, false])
  expect(['Success', 'Cancelled', 'TimedOut', 'Failed'].map(isFinal)).toEqual([true, true, true, true])
})
