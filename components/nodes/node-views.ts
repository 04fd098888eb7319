export interface NodeView {
  id: string
  label: string
  filters: readonly string[]
  sort?: string | undefined
}

/** Views that answer real questions; `agentVersion` is what this server hands out, and only its own agents are judged by it. */
export function shippedViews(agentVersion: string | undefined): NodeView[] {
  const behind: NodeView[] =
    agentVersion === undefined
      ? []
      : [{ id: 'behind', label: 'Agent behind', filters: behindFilters(agentVersion), sort: 'agent,name' }]
  return [
    { id: 'all', label: 'All nodes', filters: [] },
    { id: 'lost', label: 'Connection lost', filters: ['status:is:ConnectionLost'], sort: '-lastSeen' },
    { id: 'silent', label: 'Silent for 24 h', filters: ['status:is:ConnectionLost', 'lastSeen:lt:-24h'], sort: 'lastSeen' },
    ...behind,
    { id: 'new', label: 'New this week', filters: ['registered:gt:-7d'], sort: '-registered' },
  ]
}

export function behindFilters(agentVersion: string): string[] {
  return ['agentName:is:quarterdeck-agent', `agent:lt:${agentVersion}`]
}

/** The view that these filters are, whatever their order; undefined for a mix of one's own. */
export function viewOf(views: readonly NodeView[], filters: readonly string[], query: string | undefined): NodeView | undefined {
  if (query) return undefined
  const wanted = [...filters].sort().join('\n')
  return views.find((view) => [...view.filters].sort().join('\n') === wanted)
}
