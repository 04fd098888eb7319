/** `{{ssm:name}}` and `{{ssm-secure:name}}`, each with an optional selector, anywhere in the texts of a value. */
export interface StoredReference {
  /** Such as `ssm:/a/b:3`: the same for each way of spacing it. */
  text: string
  isSecure: boolean
  name: string
}

const pattern = /\{\{\s*(ssm(?:-secure)?):\s*([^{}\s]{1,2048})\s*\}\}/g
const maxDepth = 64

/** The distinct ones, in order of appearance. */
export function referencesIn(value: unknown): readonly StoredReference[] {
  const found = new Map<string, StoredReference>()
  mapTexts(value, (text) => {
    for (const [, kind = '', name = ''] of text.matchAll(pattern)) {
      const reference = `${kind}:${name}`
      found.set(reference, { text: reference, isSecure: kind === 'ssm-secure', name })
    }
    return text
  })
  return [...found.values()]
}

/** `values` by the text of the reference; what is not among them stays. */
export function replaceReferences(value: unknown, values: ReadonlyMap<string, string>): unknown {
  return mapTexts(value, (text) =>
    text.replace(pattern, (whole, kind: string, name: string) => values.get(`${kind}:${name}`) ?? whole),
  )
}

function mapTexts(value: unknown, change: (text: string) => string, depth = 0): unknown {
  if (depth > maxDepth) return value
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change, depth + 1)]))
}
