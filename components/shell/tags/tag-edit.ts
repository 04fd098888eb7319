import { isReserved, tagLimit } from '#lib/capabilities/tags/model'

/** One line of a tag editor, as typed. */
export interface TagRow {
  key: string
  value: string
}

/** Tags of several nodes at once: what is there, and what a person wants to change. */
export interface TagCount {
  key: string
  value: string
  count: number
}

export interface TagChange {
  add: readonly TagRow[]
  remove: readonly string[]
}

type Tagged = { Tags: Readonly<Record<string, string>> }

/** Every key and value with how many of the nodes have it. */
export function tagCounts(nodes: readonly Tagged[]): TagCount[] {
  const counts = new Map<string, TagCount>()
  for (const node of nodes)
    for (const [key, value] of Object.entries(node.Tags)) {
      const id = `${key}\n${value}`
      counts.set(id, { key, value, count: (counts.get(id)?.count ?? 0) + 1 })
    }
  return [...counts.values()].sort((a, b) => a.key.localeCompare(b.key) || b.count - a.count || a.value.localeCompare(b.value))
}

/** Rows as typed, without the empty ones. */
export function cleanTags(rows: readonly TagRow[]): TagRow[] {
  return rows.map((row) => ({ key: row.key.trim(), value: row.value.trim() })).filter((row) => row.key !== '')
}

export function isChange(change: TagChange): boolean {
  return change.add.length > 0 || change.remove.length > 0
}

/** What to send for one node: nothing for what it has already, or does not have. */
export function changeFor(node: Tagged, change: TagChange): TagChange {
  return {
    add: change.add.filter(({ key, value }) => node.Tags[key] !== value),
    remove: change.remove.filter((key) => Object.hasOwn(node.Tags, key) && !change.add.some((tag) => tag.key === key)),
  }
}

const mostTags = tagLimit('ManagedInstance')
const textPattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u

/** Undefined when the rows can be sent. */
export function tagRowsProblem(rows: readonly TagRow[]): string | undefined {
  const tags = cleanTags(rows)
  if (rows.some((row) => row.key.trim() === '' && row.value.trim() !== '')) return 'A value needs a key.'
  if (tags.some((tag) => isReserved(tag.key))) return 'Keys that begin with aws: are reserved.'
  if (new Set(tags.map((tag) => tag.key)).size < tags.length) return 'Every key may be given once.'
  if (tags.some((tag) => tag.key.length > 128 || tag.value.length > 256)) return 'Keys have at most 128 characters, values 256.'
  if (tags.some((tag) => !textPattern.test(tag.key + tag.value)))
    return 'Keys and values take letters, digits, spaces and _ . : / = + - @.'
  return tags.length > mostTags ? `A node has at most ${mostTags} tags.` : undefined
}
