import type { Selection } from '#queries/ui/table/selection'
import type { Filter } from '#queries/ui/filter-grammar'

/** How many nodes a command can name one by one. */
const mostNamed = 50

export type CommandTargets = { kind: 'targets'; text: string } | { kind: 'impossible'; reason: string }

/** `targets=` of `/commands/new`: `mi-1,mi-2` or `tag:env=prod,stage;tag:role=web` or `InstanceIds=*`. */
export function commandHref(text: string): string {
  return `/commands/new?targets=${encodeURIComponent(text)}`
}

/** What a selection means to Run Command: nodes by name, or a filter that it can express itself. */
export function commandTargets(selection: Selection, filters: readonly Filter[], query: string): CommandTargets {
  if (selection.mode === 'rows')
    return selection.ids.size > mostNamed
      ? impossible(`A command names at most ${mostNamed} nodes. Filter by a tag and select everything that matches.`)
      : { kind: 'targets', text: [...selection.ids].join(',') }
  if (selection.except.size > 0)
    return impossible('Everything but some cannot be a target. Give the nodes a tag and filter by it.')
  if (query === '' && filters.length === 0) return { kind: 'targets', text: 'InstanceIds=*' }
  const tags = filters.map(tagTarget)
  if (query !== '' || tags.some((tag) => tag === undefined))
    return impossible('Only filters on tags can be targets. Select single nodes, or filter by a tag.')
  return { kind: 'targets', text: tags.join(';') }
}

function tagTarget({ field, op, values }: Filter): string | undefined {
  if (!field.startsWith('tag.') || (op !== 'is' && op !== 'in')) return undefined
  return `tag:${encodeURIComponent(field.slice(4))}=${values.map(encodeURIComponent).join(',')}`
}

function impossible(reason: string): CommandTargets {
  return { kind: 'impossible', reason }
}
