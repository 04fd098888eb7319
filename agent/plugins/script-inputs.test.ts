import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { InvalidInputs } from '#agent/plugins/plugin'
import { findPowerShell } from '#agent/plugins/run-powershell-script/run-powershell-script'
import { parseScriptInputs } from '#agent/plugins/script-inputs'
import { temporaryDirectory } from '#agent/testing/agent-process'

describe('the inputs of a script', () => {
  it.each<[unknown, number]>([
    ['600', 600],
    [600, 600],
    ['5.9', 5],
    [5, 5],
    [172_800, 172_800],
    [4, 3_600],
    [172_801, 3_600],
    ['', 3_600],
    ['soon', 3_600],
    [undefined, 3_600],
    [{}, 3_600],
  ])('with timeoutSeconds %j run for at most %i s', (timeoutSeconds, seconds) => {
    expect(parseScriptInputs({ runCommand: [], timeoutSeconds }).timeoutSeconds).toBe(seconds)
  })

  it.each<[unknown, readonly string[]]>([
    ['one', ['one']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [
      ['a', 3, true],
      ['a', '3', 'true'],
    ],
    [[], []],
  ])('take as runCommand %j', (runCommand, lines) => expect(parseScriptInputs({ runCommand }).lines).toEqual(lines))

  it.each<[Record<string, unknown>]>([
    [{}],
    [{ runCommand: 5 }],
    [{ runCommand: [{}] }],
    [{ runCommand: [], workingDirectory: [] }],
    [{ runCommand: [], environment: ['A=b'] }],
    [{ runCommand: [], environment: { 'A=B': 'c' } }],
    [{ runCommand: [], environment: { A: { b: 1 } } }],
    [{ runCommand: [], environment: { A: 'b\0c' } }],
  ])('refuse %j', (inputs) => expect(() => parseScriptInputs(inputs)).toThrow(InvalidInputs))
})

describe('PowerShell', () => {
  const directory = temporaryDirectory()
  afterAll(() => directory.remove())

  it('is found where PATH says, first of all', () => {
    const pwsh = path.join(directory.path, 'pwsh')
    writeFileSync(pwsh, '')
    chmodSync(pwsh, 0o755)
    expect(findPowerShell(`relative:${directory.path}:/usr/bin`)).toBe(pwsh)
  })
})
