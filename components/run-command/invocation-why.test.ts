import { describe, expect, test } from 'vitest'
import { span, whyInvocation } from './invocation-why'

describe('why an invocation is where it is', () => {
  test.each([
    ['DeliveryTimedOut', 'The node did not pick the command up within 10 min.'],
    ['Delivery Timed Out', 'The node did not pick the command up within 10 min.'],
    ['Terminated', 'Never sent to this node: more nodes failed than the error threshold (12) allows, so the run was stopped.'],
    ['Failed', 'Step runShellScript ended with exit code 127 (command not found).'],
    ['InvalidPlatform', 'Skipped: AWS-RunShellScript is not for the platform of this node.'],
    ['SomethingNew', 'The node reported "SomethingNew".'],
  ])('%s', (detail, sentence) => {
    const facts = {
      step: 'runShellScript',
      exitCode: 127,
      deliverySeconds: 600,
      errorsAllowed: '12',
      document: 'AWS-RunShellScript',
    }
    expect(whyInvocation({ detail, ...facts }).sentence).toBe(sentence)
  })

  test('a failure without an exit code says so', () => {
    expect(whyInvocation({ detail: 'Failed', deliverySeconds: 600 }).sentence).toBe('A step ended with an error.')
  })
})

test.each([
  [30, '30 s'],
  [90, '90 s'],
  [600, '10 min'],
  [5400, '1 h 30 min'],
  [172_800, '2 d'],
  [0, '0 s'],
])('%i seconds is %s', (seconds, words) => expect(span(seconds)).toBe(words))
