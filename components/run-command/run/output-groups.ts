import type { OutputOf } from '../own-operations'

export type OutputGroup = OutputOf<'ListCommandGroups'>['Groups'][number]

/** What two groups are compared by: both streams of the node that stands for the group. */
export function comparedText({ Sample, ResponseCode }: OutputGroup): string {
  const { StandardOutput = '', StandardError = '' } = Sample ?? {}
  const parts = [StandardOutput.trimEnd(), ...(StandardError.trim() === '' ? [] : [`--- stderr ---\n${StandardError.trimEnd()}`])]
  return `${parts.filter((part) => part !== '').join('\n')}\n--- exit ${ResponseCode ?? 'unknown'} ---\n`
}

/** `targets=` for the nodes of the group; undefined when the answer names only some of them. */
export function groupTargets({ InstanceIds, Count }: OutputGroup): string | undefined {
  return InstanceIds.length < Count ? undefined : InstanceIds.join(',')
}

/** The first lines that a card shows without being asked. */
export function previewLines(text: string, most: number): { shown: string; more: number } {
  const lines = text.trimEnd().split('\n')
  return { shown: lines.slice(0, most).join('\n'), more: Math.max(0, lines.length - most) }
}
