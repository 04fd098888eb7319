/** What differs between nodes that say the same: who they are, where they are, and when it was. */
export interface NodeNames {
  nodeId: string
  /** Its name here and what it calls itself. */
  names: readonly string[]
}

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec'
const days = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun'
const clock = String.raw`\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?`
const zone = String.raw`(?: ?(?:Z|UTC|GMT|[A-Z]{3,4}|[+-]\d{2}:?\d{2})\b)?`

/** In this order: a time looks like a part of an address, and an address like a number. */
const masks: readonly (readonly [RegExp, string])[] = [
  [/\bm?i-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/g, '<node>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [new RegExp(String.raw`\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?${zone}`, 'g'), '<time>'],
  [new RegExp(String.raw`\b(?:(?:${days}),? +)?(?:${months}) +\d{1,2},? +${clock}${zone}(?: \d{4}\b)?`, 'g'), '<time>'],
  [
    new RegExp(String.raw`\b(?:(?:${days}),? +)?\d{1,2}[ /-](?:${months})[ /-]\d{4}[: ]${clock}(?: ?[AP]M)?${zone}`, 'g'),
    '<time>',
  ],
  [/\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b/gi, '<address>'],
  [new RegExp(String.raw`\b${clock}(?: ?[AP]M)?${zone}`, 'g'), '<time>'],
  [/\b\d{4}[-/]\d{2}[-/]\d{2}\b/g, '<time>'],
  [/\b1[5-9]\d{8}(?:\d{3}(?:\d{3}){0,2}|\.\d+)?\b/g, '<time>'],
  [/\b(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b(?!\.\d)/g, '<address>'],
  [
    /(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?=[0-9a-f]*:)(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)(?![\w:])/gi,
    '<address>',
  ],
]

/** The text with all that put in brackets, so that nodes with the same answer have the same text. Line breaks stay where they are. */
export function maskNode(text: string, { nodeId, names }: NodeNames): string {
  const own = [nodeId, ...names].filter((name) => name.length > 2)
  const named = own.length === 0 ? text : text.replace(anyOf(own), '<node>')
  return masks.reduce((masked, [pattern, word]) => masked.replace(pattern, word), named)
}

/** Longest first: `web-1.example.net` before `web-1`. */
function anyOf(names: readonly string[]): RegExp {
  const escaped = [...new Set(names)]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`(?<![A-Za-z0-9_-])(?:${escaped.join('|')})(?![A-Za-z0-9_-])`, 'gi')
}
