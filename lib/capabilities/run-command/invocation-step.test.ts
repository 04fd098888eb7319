import { describe, expect, it } from 'vitest'
import type { Command } from './command'
import { requireStep } from './invocation-step'

const commandWith = (...names: readonly string[]) =>
  ({ steps: names.map((name) => ({ name, action: 'aws:runShellScript' })) }) as unknown as Command

describe('requireStep', () => {
  it('needs no name when there is one step', () => {
    expect(requireStep(commandWith('only'), undefined).name).toBe('only')
  })

  it('needs the name when there are more', () => {
    const command = commandWith('first', 'second')
    expect(() => requireStep(command, undefined)).toThrow(expect.objectContaining({ code: 'InvalidPluginName' }))
    expect(requireStep(command, 'second').name).toBe('second')
  })

  it('does not take the name of the plugin for the name of the step', () => {
    expect(() => requireStep(commandWith('only'), 'aws:runShellScript')).toThrow(
      expect.objectContaining({ code: 'InvalidPluginName' }),
    )
  })
})
