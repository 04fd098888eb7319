import { describe, expect, it } from 'vitest'
import { rootsOf } from './live-provider'

describe('what an event makes old', () => {
  it.each([
    ['nodes', ['nodes', 'node/mi-0ab'], ['nodes', 'node']],
    ['tags', ['nodes', 'node/mi-0ab'], ['tags', 'nodes', 'node']],
    ['tags', ['activations'], ['tags', 'activations']],
    ['run-command', ['command/9f3c', 'commands'], ['run-command', 'command', 'commands']],
    ['audit', ['audit'], ['audit']],
    ['auth', [], ['auth']],
  ])('%s on %j: %j', (capability, topics, roots) => expect(rootsOf({ capability, topics })).toEqual(roots))
})
