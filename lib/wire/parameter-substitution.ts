/**
 * `{{ name }}` in documents, as the stock agent replaces it. A text that is one reference and nothing else takes the value with its
 * type; inside other text the value is printed. Unknown names stay as they are.
 */
export type JsonObject = { readonly [key: string]: unknown }

const reference = /\{\{\s*([a-zA-Z0-9_]+)\s*\}\}/g
const onlyReference = /^\{\{\s*([a-zA-Z0-9_]+)\s*\}\}$/
const maxDepth = 64

/** `parameters` maps names to values; defaults have to be among them already. */
export function substitute(value: unknown, parameters: JsonObject, depth = 0): unknown {
  if (depth > maxDepth) return value
  if (typeof value === 'string') return substituteText(value, parameters)
  if (Array.isArray(value)) return value.map((item) => substitute(item, parameters, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(item, parameters, depth + 1)]))
}

function substituteText(text: string, parameters: JsonObject): unknown {
  const only = onlyReference.exec(text)?.[1]
  if (only !== undefined && Object.hasOwn(parameters, only)) return parameters[only]
  return text.replace(reference, (whole, name: string) => (Object.hasOwn(parameters, name) ? printed(parameters[name]) : whole))
}

/** Inside text the stock agent's replacement turns `$$` into `$`; lists and maps are printed as JSON. */
function printed(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.replaceAll('$$', () => '$')
}

/** Names that a document refers to, in order of appearance. */
export function referencedNames(value: unknown): readonly string[] {
  const text = JSON.stringify(value) ?? ''
  return [...new Set([...text.matchAll(reference)].map((found) => found[1] ?? ''))]
}

export type Precondition = { readonly StringEquals: readonly [string, string] }

export interface PreconditionFacts {
  /** `Linux`, `Windows` or `MacOS`. */
  platformType: string
  parameters: JsonObject
}

/** Either operand may be `platformType` or a reference. Platforms compare without case, all else exactly. */
export function isPreconditionMet(
  { StringEquals: [left, right] }: Precondition,
  { platformType, parameters }: PreconditionFacts,
): boolean {
  const [one, other] = [left, right].map((operand) => String(substituteText(operand, parameters)))
  if (one === 'platformType') return platformType.toLowerCase() === other?.toLowerCase()
  if (other === 'platformType') return platformType.toLowerCase() === one?.toLowerCase()
  return one === other
}
