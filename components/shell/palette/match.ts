/** How well a text answers to what was typed: higher is better, undefined is no match. Letters may be missing in between, not swapped. */
export function score(typed: string, text: string): number | undefined {
  const wanted = typed.toLowerCase().trim()
  const given = text.toLowerCase()
  if (wanted === '') return 0
  const at = given.indexOf(wanted)
  if (at === 0) return 100
  if (at > 0) return /\W/.test(given[at - 1] ?? '') ? 80 : 60
  if (wanted.split(/\s+/).every((word) => given.includes(word))) return 50
  return inOrder(wanted, given) ? 20 : undefined
}

export interface Prefixed {
  scope: 'all' | 'actions' | 'nodes' | 'commands' | 'parameters'
  text: string
}

const scopes = { '>': 'actions', '@': 'nodes', '#': 'commands' } as const

/** `>` action, `@` node, `#` run, `/` parameter, whose names begin so. */
export function splitPrefix(typed: string): Prefixed {
  if (typed.startsWith('/')) return { scope: 'parameters', text: typed }
  const scope = scopes[typed[0] as keyof typeof scopes]
  return scope ? { scope, text: typed.slice(1).trimStart() } : { scope: 'all', text: typed }
}

function inOrder(wanted: string, given: string): boolean {
  let at = 0
  for (const letter of given) if (letter === wanted[at]) at += 1
  return wanted.length >= 3 && at === wanted.length
}

/** Whether an entry that was found for another text may stand until the answer for this one is there. */
export function mentions(
  { id, label, hint = '' }: { id: string; label: string; hint?: string | undefined },
  text: string,
): boolean {
  return `${label}\n${hint}\n${id}`.toLowerCase().includes(text.toLowerCase())
}
