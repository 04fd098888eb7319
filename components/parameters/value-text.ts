/** Objects and lists alone: a plain number or word is text as well. */
export function readJson(text: string): object | undefined {
  if (!looksLikeJson(text)) return undefined
  try {
    return JSON.parse(text) as object
  } catch {
    return undefined
  }
}

export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text)
}

/** What is wrong with a text that begins as JSON does, with its place. */
export function jsonProblem(text: string): string | undefined {
  if (!looksLikeJson(text)) return undefined
  try {
    JSON.parse(text)
    return undefined
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown)
  }
}

export function formatJson(text: string): string {
  const value = readJson(text)
  return value === undefined ? text : JSON.stringify(value, null, 2)
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

/** One item a line; commas split too, as pasted lists have them. */
export function listOf(lines: string): string {
  return lines
    .split(/[\n,]/)
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .join(',')
}

export function linesOf(list: string): string {
  return list.split(',').join('\n')
}
