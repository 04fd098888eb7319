import type { Spec } from '#lib/capabilities/documents/model/language/spec/spec'

export type FieldKind = 'line' | 'lines' | 'choice' | 'json' | 'script'

/** How a member of a document is asked for. */
export function fieldKind(spec: Spec): FieldKind {
  switch (spec.kind) {
    case 'text':
      return spec.values ? 'choice' : 'line'
    case 'integer':
      return 'line'
    case 'boolean':
      return 'choice'
    case 'list':
      return spec.of.kind === 'text' ? 'lines' : 'json'
    case 'either': {
      const kinds = spec.of.map(fieldKind)
      return kinds.find((kind) => kind === 'lines') ?? kinds[0] ?? 'json'
    }
    default:
      return 'json'
  }
}

/** All that may stand there; none where anything may. `steps`: those that this one may lead to. */
export function choicesOf(spec: Spec, steps: readonly string[] = []): readonly string[] {
  if (spec.kind === 'boolean') return ['true', 'false']
  if (spec.kind !== 'text') return []
  const jumps = steps.map((name) => `step:${name}`)
  if (spec.role === 'nextStep') return steps
  if (spec.role === 'onFailure' && !spec.values) return ['Abort', 'Continue', ...jumps]
  if (spec.role === 'onCancel') return ['Abort', ...jumps]
  return spec.values ?? []
}

export function fieldText(kind: FieldKind, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (kind === 'lines' && Array.isArray(value))
    return value.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  if (typeof value === 'string') return kind === 'json' ? JSON.stringify(value) : value
  return JSON.stringify(value, undefined, kind === 'json' ? 2 : undefined)
}

/** Nothing where nothing was written; undefined inside for "remove it"; `problem` where it cannot be read. */
export function readField(spec: Spec, text: string): { value: unknown } | { problem: string } {
  if (text === '') return { value: undefined }
  const kind = fieldKind(spec)
  if (kind === 'lines') return { value: text.replace(/\n$/, '').split('\n') }
  if (kind === 'json') return readJson(text)
  if (spec.kind === 'boolean') return { value: text === 'true' }
  if (spec.kind === 'integer' && /^-?\d+$/.test(text)) return { value: Number(text) }
  return { value: text }
}

function readJson(text: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { problem: 'This is not JSON yet: it is written into the document once it is.' }
  }
}
