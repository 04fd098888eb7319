import type { OutputOf } from '../own-operations'

export type OutputGroup = OutputOf<'ListCommandGroups'>['Groups'][number]

/** What two groups are compared by: both streams of the node that stands for the group. */
export function comparedText({ Sample, ResponseCode }: OutputGroup): string {
  const { StandardOutput = '', StandardError = '' } = Sample ?? {}
  const parts = [StandardOutput.trimEnd(), ...(StandardError.trim() === '' ? [] : [`--- stderr ---\n${StandardError.trimEnd()}`])]
  return `${parts.filter((part) => part !== '').join('\n')}\n--- exit ${ResponseCode ?? 'unknown'} ---\n`
}

/** `targets=` for the nodes of the group: by name while they are few, else the group itself, which the server resolves. */
export function groupTargets({ InstanceIds, Count, Target }: OutputGroup): string {
  return InstanceIds.length < Count ? `${Target.Key}=${Target.Values.join(',')}` : InstanceIds.join(',')
}

/** The first lines that a card shows without being asked. */
export function previewLines(text: string, most: number): { shown: string; more: number } {
  const lines = text.trimEnd().split('\n')
  return { shown: lines.slice(0, most).join('\n'), more: Math.max(0, lines.length - most) }
}

const neverRan = new Set(['Terminated', 'Cancelled', 'InvalidPlatform', 'Undeliverable', 'AccessDenied', 'DeliveryTimedOut'])

/** Groups that gave an answer, and those that could not: nobody compares silence. */
export function splitGroups(groups: readonly OutputGroup[]): { answered: OutputGroup[]; silent: OutputGroup[] } {
  const isSilent = (group: OutputGroup) => neverRan.has(group.StatusDetails) && group.ResponseCode === undefined
  return { answered: groups.filter((group) => !isSilent(group)), silent: groups.filter(isSilent) }
}

/** "161 nodes gave 3 different answers." */
export function answersSentence(answered: readonly OutputGroup[], open: number): string {
  const nodes = answered.reduce((sum, group) => sum + group.Count, 0)
  const told =
    answered.length === 1
      ? nodes === 1
        ? '1 node answered.'
        : `All ${nodes.toLocaleString()} nodes that answered said the same.`
      : `${nodes.toLocaleString()} nodes gave ${answered.length.toLocaleString()} different answers.`
  return `${answered.length === 0 ? 'No node answered.' : told}${open > 0 ? ` ${open.toLocaleString()} still to come.` : ''}`
}
