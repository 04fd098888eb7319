import type { SavedView } from '#components/ui/saved-views'

/** Views that answer real questions. Only agents of ours are judged by age: `agentVersion` is what this server hands out. */
export function shippedViews(agentVersion: string | undefined): SavedView[] {
  const views = [
    { id: 'all', label: 'All nodes', filters: [] },
    { id: 'lost', label: 'Connection lost', filters: ['status:is:ConnectionLost'], sort: '-lastSeen' },
    { id: 'silent', label: 'Silent for 24 h', filters: ['status:is:ConnectionLost', 'lastSeen:lt:-24h'], sort: 'lastSeen' },
    ...(agentVersion === undefined ? [] : [behind(agentVersion)]),
    { id: 'new', label: 'New this week', filters: ['registered:gt:-7d'], sort: '-registered' },
  ]
  return views.map(savedView)
}

interface NodeView {
  id: string
  label: string
  filters: readonly string[]
  sort?: string
}

function behind(agentVersion: string): NodeView {
  const filters = ['agentName:is:quarterdeck-agent', `agent:lt:${agentVersion}`]
  return { id: 'behind', label: 'Agent behind', filters, sort: 'agent,name' }
}

function savedView({ id, label, filters, sort }: NodeView): SavedView {
  const search = new URLSearchParams(filters.map((filter) => ['f', filter]))
  if (sort) search.set('sort', sort)
  return { id, label, search: search.toString() }
}
