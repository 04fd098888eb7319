import { maskNode, type NodeNames } from '#lib/capabilities/run-command/model/alike-output'
import type { OutputOf } from '../own-operations'
import { plain } from './plain-text'
import { numberText } from '#queries/ui/number-text'

export type OutputGroup = OutputOf<'ListCommandGroups'>['Groups'][number]

export interface ComparedPart {
  step: string
  stream: 'stdout' | 'stderr'
  text: string
}

/** What two groups are compared by: all that the node which stands for the group printed. Undefined node: to the letter. */
export function comparedText(parts: readonly ComparedPart[], code: number | undefined, node: NodeNames | undefined): string {
  const isOnly = new Set(parts.map(({ step }) => step)).size === 1
  const texts = parts.flatMap(({ step, stream, text }) => {
    if (text.trim() === '') return []
    const heading = [isOnly ? '' : step, stream === 'stderr' ? 'stderr' : ''].filter(Boolean).join(' ')
    const said = plain(text).trimEnd()
    return [...(heading === '' ? [] : [`--- ${heading} ---`]), node ? maskNode(said, node) : said]
  })
  return `${texts.join('\n')}\n--- exit ${code ?? 'unknown'} ---\n`
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
        : `All ${numberText(nodes)} nodes that answered said the same.`
      : `${numberText(nodes)} nodes gave ${numberText(answered.length)} different answers.`
  return `${answered.length === 0 ? 'No node answered.' : told}${open > 0 ? ` ${numberText(open)} still to come.` : ''}`
}
