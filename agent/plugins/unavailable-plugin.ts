import { type AnyPlugin, plugin } from '#agent/plugins/plugin'

/** An action that documents may name and that a command cannot run here: it says why. */
export function unavailablePlugin(name: `aws:${string}`, message: string): AnyPlugin {
  return plugin({
    name,
    platforms: ['Linux', 'MacOS', 'Windows'],
    parse: () => undefined,
    run: () => Promise.resolve({ kind: 'failed', message }),
  })
}
