import { unavailablePlugin } from '#agent/plugins/unavailable-plugin'

/** This agent has no associations until State Manager gives it some. */
export const refreshAssociation = unavailablePlugin(
  'aws:refreshAssociation',
  'This node has no associations to refresh: they come with State Manager, which this control plane does not have yet.',
)
