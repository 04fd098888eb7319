export interface Used {
  kind: 'command' | 'association' | 'maintenance-window' | 'automation'
  id: string
  version: string
}

const words: Readonly<Record<Used['kind'], string>> = {
  command: 'command',
  association: 'association',
  'maintenance-window': 'maintenance window',
  automation: 'automation execution',
}

/** Such as "2 commands (id at version 3, id at version 3) and 1 association (id at version $DEFAULT)". `most` were looked for. */
export function describeUses(uses: readonly Used[], most: number): string {
  const groups = [...Map.groupBy(uses, ({ kind }) => kind)].map(([kind, group]) => {
    const shown = group.slice(0, 5).map(({ id, version }) => `${id} at version ${version}`)
    const rest = group.length > shown.length ? ', …' : ''
    return `${group.length} ${words[kind]}${group.length === 1 ? '' : 's'} (${shown.join(', ')}${rest})`
  })
  const text = groups.length > 1 ? `${groups.slice(0, -1).join(', ')} and ${groups.at(-1) ?? ''}` : (groups[0] ?? '')
  return uses.length < most ? text : `${text}, and maybe more`
}
