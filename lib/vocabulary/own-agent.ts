/** The agent that this very version brings along and hands out. */
export const agentName = 'quarterdeck-agent'
export const agentVersion = '0.1.0'

/** Undefined for an agent of others, of which nobody here knows the latest version, and for one that has not said its version. */
export function isLatestAgent(agent: { agentName: string | null; agentVersion: string | null }): boolean | undefined {
  if (agent.agentName !== agentName || agent.agentVersion === null) return undefined
  return agent.agentVersion === agentVersion
}
