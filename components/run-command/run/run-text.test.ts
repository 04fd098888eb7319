import { describe, expect, test } from 'vitest'
import { whatRan } from '#lib/capabilities/run-command/model/command-text'
import { hasBegun, tellingLine, tellingStep } from './run-text'

test.each([
  [{ Comment: 'restart nginx', DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['uptime'] } }, 'restart nginx'],
  [{ Comment: '', DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['#!/bin/bash', '', '  uptime'] } }, 'uptime'],
  [{ Comment: '', DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['# first\nwhoami'] } }, 'whoami'],
  [{ Comment: '', DocumentName: 'AWS-UpdateSSMAgent', Parameters: {} }, 'AWS-UpdateSSMAgent'],
  [{ Comment: '', DocumentName: 'x', Parameters: { commands: ['a'.repeat(200)] } }, `${'a'.repeat(79)}…`],
])('%j is called %s', (command, title) => expect(whatRan(command)).toBe(title))

test.each([
  ['one\ntwo\n\n', false, 'two'],
  ['ok\n----------ERROR-------\n\u001b[31mE: no\u001b[0m\nE: other\nfailed to run commands: exit status 1\n', true, 'E: no'],
  ['ok\n----------ERROR-------\nodd\nfailed to run commands: exit status 1\n', true, 'odd'],
  ['one\ntwo\n---Output truncated---', false, 'two …'],
  ['one\n---Output truncated---\n----------ERROR-------\nE: no\n', true, 'E: no'],
  ['', false, ''],
  [undefined, true, ''],
])('the line that stands for %j (failed: %s) is %j', (output, failed, line) => expect(tellingLine(output, failed)).toBe(line))

describe('the step that tells', () => {
  const plugin = (Name: string, Status: string, ResponseCode: number, start?: number) => ({
    Name,
    Status,
    ResponseCode,
    ResponseStartDateTime: start,
    ResponseFinishDateTime: start === undefined ? undefined : start + 2,
  })
  test('is the first that failed', () => {
    const step = tellingStep([plugin('a', 'Success', 0, 1), plugin('b', 'Failed', 3, 4), plugin('c', 'Success', 0, 7)])
    expect(step).toMatchObject({ name: 'b', exitCode: 3, seconds: 2 })
  })
  test('or else the last that began', () => {
    expect(
      tellingStep([plugin('a', 'Success', 0, 1), plugin('b', 'InProgress', -1, 4), plugin('c', 'Pending', -1)]),
    ).toMatchObject({
      name: 'b',
      exitCode: undefined,
    })
    expect(tellingStep([plugin('a', 'Pending', -1)])).toBeUndefined()
  })
})

test.each([
  [{ StatusDetails: 'InProgress', CommandPlugins: [] }, true],
  [{ StatusDetails: 'Delayed', CommandPlugins: [] }, false],
  [{ StatusDetails: 'Terminated', CommandPlugins: [] }, false],
  [
    {
      StatusDetails: 'Cancelled',
      CommandPlugins: [{ Name: 'a', Status: 'Cancelled', ResponseCode: -1, ResponseStartDateTime: 5 }],
    },
    true,
  ],
])('%j may have printed something: %s', (row, begun) => expect(hasBegun(row)).toBe(begun))
