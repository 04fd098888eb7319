import type { DocumentUses } from '../own-operations'

type Use = DocumentUses['Uses'][number]

const kinds: Readonly<Record<Use['Kind'], readonly [one: string, many: string]>> = {
  command: ['running command', 'running commands'],
  association: ['association', 'associations'],
  'maintenance-window': ['maintenance window', 'maintenance windows'],
  automation: ['automation', 'automations'],
}

function counted(uses: readonly Use[]): string[] {
  return [...Map.groupBy(uses, ({ Kind }) => Kind)].map(([kind, group]) => {
    const [one, many] = kinds[kind]
    return `${group.length} ${group.length === 1 ? one : many}`
  })
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

/** "Used by 3 associations and 1 running command. Required by web-base." */
export function usesText({ Uses, IsCut, RequiredBy }: DocumentUses): string {
  const used = Uses.length === 0 ? [] : [`Used by ${IsCut ? 'more than ' : ''}${listed(counted(Uses))}.`]
  const required = RequiredBy.length === 0 ? [] : [`Required by ${listed(RequiredBy)}.`]
  return [...used, ...required].join(' ') || 'Nothing uses it now.'
}

/** What changes for whom when another version becomes the default. Commands that run have their version already. */
export function defaultImpact({ Uses, IsCut }: DocumentUses, from: string, to: string): string {
  const follow = Uses.filter(({ Kind, DocumentVersion }) => Kind !== 'command' && DocumentVersion === '$DEFAULT')
  const start = `Whoever names no version runs version ${to} instead of ${from} from now on`
  if (follow.length === 0) return `${start}; nothing is set to $DEFAULT today.`
  return `${start}: ${IsCut ? 'at least ' : ''}${listed(counted(follow))} at $DEFAULT.`
}

/** What stands against deleting one version, or nothing. */
export function versionUses({ Uses }: DocumentUses, version: string, isLatest: boolean): readonly Use[] {
  return Uses.filter(({ DocumentVersion: used }) => used === version || (isLatest && used === '$LATEST'))
}
