import type { SavedView } from '#components/ui/saved-views'
import { agentName } from '#lib/vocabulary/own-agent'

/** The rule of the server (`duplicate` in model/list-grammar.ts), where people read it. */
export const duplicatesNote =
  'Nodes that share a host name (in any case), a machine fingerprint or an address other than loopback with another registered node. A machine that was registered twice shows here: deregister the one that was last seen longer ago.'

/** Views that answer real questions. Only agents of ours are judged by age: `agentVersion` is what this server hands out. */
export function shippedViews(agentVersion: string | undefined): SavedView[] {
  const views = [
    { id: 'all', label: 'All nodes', filters: [] },
    { id: 'lost', label: 'Connection lost', filters: ['status:is:ConnectionLost'], sort: '-lastSeen' },
    { id: 'silent', label: 'Silent for 24 h', filters: ['status:is:ConnectionLost', 'lastSeen:lt:-24h'], sort: 'lastSeen' },
    ...(agentVersion === undefined ? [] : [behind(agentVersion)]),
    { id: 'untagged', label: 'Untagged', filters: ['tags:exists:false'], sort: 'name' },
    { id: 'new', label: 'New this week', filters: ['registered:gt:-7d'], sort: '-registered' },
    {
      id: 'duplicates',
      label: 'Possible duplicates',
      filters: ['duplicate:exists'],
      sort: 'hostName,ip,-registered',
      cols: 'name,hostName,ip,status,lastSeen,registered,id',
      note: duplicatesNote,
    },
  ]
  return views.map(savedView)
}

interface NodeView {
  id: string
  label: string
  filters: readonly string[]
  sort?: string
  cols?: string
  note?: string
}

function behind(agentVersion: string): NodeView {
  const filters = [`agentName:is:${agentName}`, `agent:lt:${agentVersion}`]
  return { id: 'behind', label: 'Agent behind', filters, sort: 'agent,name' }
}

function savedView({ id, label, filters, sort, cols, note }: NodeView): SavedView {
  const search = new URLSearchParams(filters.map((filter) => ['f', filter]))
  if (sort) search.set('sort', sort)
  if (cols) search.set('cols', cols)
  return { id, label, search: search.toString(), note }
}
