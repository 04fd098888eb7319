import type { SavedView } from '#components/ui/saved-views'

/** Views that answer real questions. Only agents of ours are judged by age: `agentVersion` is what this server hands out. */
export function shippedViews(agentVersion: string | undefined): SavedView[] {
  const behind = agentVersion === undefined ? [] : [view('behind', 'Agent behind', behindFilters(agentVersion), 'agent,name')]
  return [
    view('all', 'All nodes', []),
    view('lost', 'Connection lost', ['status:is:ConnectionLost'], '-lastSeen'),
    view('silent', 'Silent for 24 h', ['status:is:ConnectionLost', 'lastSeen:lt:-24h'], 'lastSeen'),
    ...behind,
    view('new', 'New this week', ['registered:gt:-7d'], '-registered'),
  ]
}

export function behindFilters(agentVersion: string): string[] {
  return ['agentName:is:quarterdeck-agent', `agent:lt:${agentVersion}`]
}

function view(id: string, label: string, filters: readonly string[], sort?: string): SavedView {
  const search = new URLSearchParams(filters.map((filter) => ['f', filter]))
  if (sort) search.set('sort', sort)
  return { id, label, search: search.toString() }
}
