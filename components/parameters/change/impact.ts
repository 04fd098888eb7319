import type { ParameterUse } from '../own-operations'

const nouns: Readonly<Record<string, readonly [string, string]>> = {
  command: ['command', 'commands'],
  document: ['document', 'documents'],
  association: ['association', 'associations'],
  'maintenance-window': ['maintenance window', 'maintenance windows'],
  automation: ['automation', 'automations'],
  caller: ['caller', 'callers'],
}

export function kindWord(kind: string, count = 1): string {
  return nouns[kind]?.[count === 1 ? 0 : 1] ?? kind
}

/** "read by 4 documents and 12 commands of the last 90 days". */
export function usesText(uses: readonly Pick<ParameterUse, 'Kind'>[], hasMore: boolean): string {
  if (uses.length === 0) return 'nothing has referred to it in the last 90 days'
  const counts = [...Map.groupBy(uses, ({ Kind }) => Kind)].map(([kind, of]) => `${of.length} ${kindWord(kind, of.length)}`)
  const words = counts.length === 1 ? counts[0] : `${counts.slice(0, -1).join(', ')} and ${counts.at(-1)}`
  return `read by ${hasMore ? 'at least ' : ''}${words} of the last 90 days`
}
