import type { ParamSpec } from '#queries/ui/param-rules'

/** What the form needs of a document's content. */
export interface DocumentForm {
  description: string | undefined
  specs: readonly ParamSpec[]
}

/** Reads the JSON that GetDocument answers. What is no parameter is left out: the server checks the document, not this page. */
export function readDocumentForm(content: string | undefined): DocumentForm {
  const document = record(parse(content ?? ''))
  const parameters = record(document.parameters)
  return {
    description: text(document.description),
    specs: Object.entries(parameters).map(([name, declared]) => specOf(name, record(declared))),
  }
}

function specOf(name: string, declared: Record<string, unknown>): ParamSpec {
  return {
    name,
    type: text(declared.type) ?? 'String',
    description: text(declared.description),
    default: declared.default,
    allowedValues: Array.isArray(declared.allowedValues) ? declared.allowedValues.map(String) : undefined,
    allowedPattern: text(declared.allowedPattern),
    displayType: text(declared.displayType),
    minChars: count(declared.minChars),
    maxChars: count(declared.maxChars),
    minItems: count(declared.minItems),
    maxItems: count(declared.maxItems),
  }
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function count(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}
