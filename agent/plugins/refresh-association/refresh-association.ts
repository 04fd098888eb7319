import { plugin } from '#agent/plugins/plugin'

/** aws:refreshAssociation: this agent has no associations until State Manager gives it some. */
export const refreshAssociation = plugin({
  name: 'aws:refreshAssociation',
  platforms: ['Linux', 'MacOS', 'Windows'],
  parse: () => undefined,
  run: () =>
    Promise.resolve({
      kind: 'failed',
      message:
        'This node has no associations to refresh: they come with State Manager, which this control plane does not have yet.',
    }),
})
