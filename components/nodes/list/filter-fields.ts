import type { FilterField } from '#components/ui/filter-bar'
import { status } from '#queries/ui/status'
import type { NodePage } from '../managed-node'

const text = ['contains', 'is', 'begins', 'not'] as const
const exact = ['is', 'not', 'begins'] as const
const time = ['gt', 'lt'] as const

/** What the filter box knows; values come from the counts of the list itself. */
export function filterFields(page: NodePage | undefined, tagKeys: readonly string[]): FilterField[] {
  const values = (facet: readonly { Value: string }[] | undefined, word = (value: string) => value) =>
    (facet ?? []).filter(({ Value }) => Value !== '').map(({ Value }) => ({ value: Value, label: word(Value) }))
  return [
    { id: 'status', label: 'Status', ops: exact, options: values(page?.Facets?.Status, (value) => status('node', value).label) },
    { id: 'name', label: 'Name', ops: text },
    { id: 'hostName', label: 'Host name', ops: text },
    { id: 'ip', label: 'IP', ops: ['begins', 'is'] },
    { id: 'id', label: 'ID', ops: exact },
    { id: 'tag', label: 'Tag', keyed: true, keys: tagKeys, ops: [...exact, 'exists'] },
    {
      id: 'tags',
      label: 'Tags',
      ops: ['exists'],
      options: [
        { value: 'true', label: 'any' },
        { value: 'false', label: 'none' },
      ],
    },
    {
      id: 'duplicate',
      label: 'Same as another node',
      ops: ['is', 'not'],
      options: [
        { value: 'hostName', label: 'host name' },
        { value: 'machine', label: 'machine fingerprint' },
        { value: 'address', label: 'address' },
      ],
    },
    { id: 'platformType', label: 'System', ops: exact, options: values(page?.Facets?.PlatformType) },
    { id: 'platform', label: 'Platform', ops: exact, options: values(page?.Facets?.Platform) },
    { id: 'platformVersion', label: 'Platform version', ops: [...exact, 'lt', 'gt'] },
    { id: 'agent', label: 'Agent version', ops: [...exact, 'lt', 'gt'], options: values(page?.Facets?.Agent) },
    { id: 'agentName', label: 'Agent', ops: exact },
    { id: 'agentUser', label: 'Runs as', ops: exact },
    { id: 'role', label: 'Role', ops: exact },
    { id: 'activation', label: 'Activation', ops: exact },
    { id: 'lastSeen', label: 'Last seen', ops: time },
    { id: 'registered', label: 'Registered', ops: time },
  ]
}
