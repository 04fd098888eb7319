import { numberText } from '#queries/ui/number-text'

/** What the ranking needs of a command: counts, and what tells one cause from another. */
export interface FailedCommand {
  commandId: string
  documentName: string
  /** Comment, or the first line of what ran. */
  what: string
  failedNodes: number
  requestedAt: number
}

export interface LostGroup {
  id: 'hour' | 'day' | 'longer'
  /** As in "silent for more than a day". */
  words: string
  nodes: number
  href: string
  /** Seconds; the younger end of the group. */
  age: number
}

export interface AttentionItem {
  /** Names the problem, also to the server when it is snoozed. */
  key: string
  kind: 'command' | 'lost'
  tone: 'bad' | 'warn'
  title: string
  detail: string
  /** Epoch seconds of the newest case. */
  at: number | undefined
  href: string
  action: string
  weight: number
}

const severity = { bad: 3, warn: 2 }

/** One line for each cause: the same document with the same words is one problem however often it ran. */
export function failedCommandItems(commands: readonly FailedCommand[], now: number): AttentionItem[] {
  const groups = new Map<string, FailedCommand[]>()
  for (const command of commands) {
    const cause = `${command.documentName}\n${command.what}`
    groups.set(cause, [...(groups.get(cause) ?? []), command])
  }
  return [...groups].map(([cause, runs]) => failedItem(cause, runs, now))
}

function failedItem(cause: string, runs: readonly FailedCommand[], now: number): AttentionItem {
  const newest = runs.reduce((latest, run) => (run.requestedAt > latest.requestedAt ? run : latest))
  const nodes = Math.max(...runs.map((run) => run.failedNodes))
  const oldest = Math.min(...runs.map((run) => run.requestedAt))
  const words = shortened(newest.what === '' ? newest.documentName : newest.what)
  return {
    key: `command:${cause}`.slice(0, longestKey),
    kind: 'command',
    tone: 'bad',
    title: `${words} failed on ${countOf(nodes, 'node')}`,
    detail: [newest.what === '' ? '' : newest.documentName, runs.length > 1 ? `${runs.length} runs` : '']
      .filter(Boolean)
      .join(', '),
    at: newest.requestedAt,
    href: `/commands/${newest.commandId}`,
    action: runs.length > 1 ? 'Open the last' : 'Open failed',
    weight: weigh('bad', nodes, now - oldest),
  }
}

/** What the server keeps of a problem's name. */
const longestKey = 512
const longestWords = 60

function shortened(words: string): string {
  return words.length > longestWords ? `${words.slice(0, longestWords - 1).trimEnd()}…` : words
}

export function lostItems(groups: readonly LostGroup[]): AttentionItem[] {
  return groups
    .filter((group) => group.nodes > 0)
    .map((group) => ({
      key: `lost:${group.id}`,
      kind: 'lost',
      tone: 'warn',
      title: `${countOf(group.nodes, 'node')} ${group.words}`,
      detail: '',
      at: undefined,
      href: group.href,
      action: 'View',
      weight: weigh('warn', group.nodes, group.age),
    }))
}

/** Severity times nodes times age; an hour more counts like a node more. */
function weigh(tone: 'bad' | 'warn', nodes: number, age: number): number {
  return severity[tone] * Math.max(1, nodes) * (1 + Math.max(0, age) / 3600)
}

export function ranked(items: readonly AttentionItem[]): AttentionItem[] {
  return [...items].sort((a, b) => b.weight - a.weight || a.key.localeCompare(b.key))
}

/** The order on screen stays until somebody asks for a new one: what was there keeps its place, what is new comes last. */
export function inOrder(items: readonly AttentionItem[], order: readonly string[]): AttentionItem[] {
  const place = new Map(order.map((key, at) => [key, at]))
  const at = (item: AttentionItem) => place.get(item.key) ?? order.length
  return ranked(items).sort((a, b) => at(a) - at(b))
}

/** The order to remember: as shown so far, with what is new at the end. */
export function keptOrder(items: readonly AttentionItem[], order: readonly string[]): string[] {
  const shown = inOrder(items, order).map((item) => item.key)
  return [...order, ...shown.filter((key) => !order.includes(key))]
}

export interface Snooze {
  Problem: string
  Reason: string
  By: string
  Until: number
}

export type SnoozedItem = AttentionItem & { snooze: Snooze }

/** Problems that somebody put off, apart from those that still want somebody. */
export function bySnooze(
  items: readonly AttentionItem[],
  snoozes: readonly Snooze[],
  now: number,
): { awake: AttentionItem[]; snoozed: SnoozedItem[] } {
  const held = new Map(snoozes.filter(({ Until }) => Until > now).map((snooze) => [snooze.Problem, snooze]))
  return {
    awake: items.filter(({ key }) => !held.has(key)),
    snoozed: items.flatMap((item) => {
      const snooze = held.get(item.key)
      return snooze ? [{ ...item, snooze }] : []
    }),
  }
}

export function countOf(count: number, word: string): string {
  return `${numberText(count)} ${word}${count === 1 ? '' : 's'}`
}
