import { describe, expect, it } from 'vitest'
import { readCommandDocument } from '#lib/vocabulary/document'
import { executionSeconds } from './execution-timeout'

const step = (name: string, timeoutSeconds?: unknown) => ({
  action: 'aws:runShellScript',
  name,
  inputs: { runCommand: ['true'], ...(timeoutSeconds !== undefined && { timeoutSeconds }) },
})

const seconds = (mainSteps: readonly unknown[], parameters = {}) =>
  executionSeconds(
    readCommandDocument({ schemaVersion: '2.2', parameters: { limit: { type: 'String', default: '60' } }, mainSteps }),
    parameters,
  )

describe('executionSeconds', () => {
  it.each<[string, readonly unknown[], number]>([
    ['an hour where nothing is said', [step('a')], 3_600],
    ['what a step says', [step('a', '120')], 120],
    ['what a parameter says', [step('a', '{{ limit }}')], 60],
    ['an hour where the agent takes one', [step('a', '2'), step('b', 'soon')], 7_200],
    ['the sum of the steps', [step('a', 10), step('b', '20')], 30],
  ])('is %s', (_name, steps, expected) => {
    expect(seconds(steps, { limit: '60' })).toBe(expected)
  })

  it('reads the plugins of schema 1.2', () => {
    const runtimeConfig = { 'aws:runShellScript': { properties: [{ id: '0', runCommand: ['true'], timeoutSeconds: '30' }] } }
    expect(executionSeconds(readCommandDocument({ schemaVersion: '1.2', runtimeConfig }), {})).toBe(30)
  })
})
