import { CORE_SCHEMA, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml'
import { duplicateKeys } from './duplicate-keys'
import type { Entry, Scalar, ScalarNode, Span, SyntaxProblem, TreeNode } from './tree'

/** Nodes that all aliases together may stand for. */
const maxAliasedNodes = 5_000

interface Built {
  root: TreeNode | undefined
  problems: readonly SyntaxProblem[]
}

/** Builds the tree from the parser's events. Aliases share the node they name; what they add up to is bounded. */
export function buildYamlTree(text: string, events: readonly Event[]): Built {
  const documents = events.filter((event) => event.type === EVENT_ID.DOCUMENT).length
  if (documents === 0) return { root: undefined, problems: [] }
  const builder = new Builder(text)
  let index = 1
  for (; index < events.length; index += 1) {
    const event = events[index]
    if (!event || event.type === EVENT_ID.DOCUMENT) break
    builder.take(event)
  }
  const { root, problems } = builder
  if (documents > 1) problems.push(secondDocument(text, root))
  return { root, problems: root ? [...problems, ...duplicateKeys(root, 'error')] : problems }
}

function secondDocument(text: string, root: TreeNode | undefined): SyntaxProblem {
  const found = text.indexOf('---', root?.end ?? 0)
  const start = found === -1 ? 0 : found
  return { code: 'syntax', severity: 'error', message: 'Not one YAML document: a second one begins here.', start, end: start + 3 }
}

interface Open {
  node: { kind: 'list'; items: TreeNode[] } | { kind: 'map'; entries: Entry[] }
  style: 'block' | 'flow'
  start: number
  anchor: string | undefined
  key: ScalarNode | undefined
  size: number
}

class Builder {
  root: TreeNode | undefined
  readonly problems: SyntaxProblem[] = []
  private readonly open: Open[] = []
  private readonly anchors = new Map<string, { node: TreeNode; size: number }>()
  private aliased = 0
  private lastEnd = 0

  constructor(private readonly text: string) {}

  take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING:
        this.open.push(this.begin(event))
        return
      case EVENT_ID.SCALAR:
        this.add(this.scalar(event), { anchor: this.anchorOf(event), size: 1 })
        return
      case EVENT_ID.ALIAS:
        this.alias({ start: event.anchorStart - 1, end: event.anchorEnd })
        return
      case EVENT_ID.POP:
        this.close()
        return
      case EVENT_ID.DOCUMENT:
        return
      default:
        event satisfies never
    }
  }

  private begin(event: Extract<Event, { start: number }>): Open {
    const node: Open['node'] = event.type === EVENT_ID.SEQUENCE ? { kind: 'list', items: [] } : { kind: 'map', entries: [] }
    const style = event.style === 1 ? 'block' : 'flow'
    return { node, style, start: event.start, anchor: this.anchorOf(event), key: undefined, size: 1 }
  }

  private close(): void {
    const done = this.open.pop()
    if (!done) return
    const end =
      done.style === 'flow' ? this.closingBracket(Math.max(done.start + 1, this.lastEnd)) : Math.max(done.start, this.lastEnd)
    const span = { start: done.start, end }
    this.add({ ...done.node, ...span, style: done.style }, done)
  }

  /** The events do not say where a flow collection ends: after its last part, comments and a comma. */
  private closingBracket(from: number): number {
    for (let at = from; at < this.text.length; at += 1) {
      const character = this.text[at]
      if (character === ']' || character === '}') return at + 1
      if (character === '#') at = this.endOfLine(at)
    }
    return this.text.length
  }

  private endOfLine(from: number): number {
    const found = this.text.indexOf('\n', from)
    return found === -1 ? this.text.length : found
  }

  private anchorOf({ anchorStart, anchorEnd }: { anchorStart: number; anchorEnd: number }): string | undefined {
    return anchorStart < 0 ? undefined : this.text.slice(anchorStart, anchorEnd)
  }

  private alias(span: Span): void {
    this.lastEnd = Math.max(this.lastEnd, span.end)
    const name = this.text.slice(span.start + 1, span.end)
    const target = this.anchors.get(name)
    this.aliased += target?.size ?? 0
    if (target && this.aliased <= maxAliasedNodes) {
      this.add({ ...target.node, ...span }, { anchor: undefined, size: target.size })
      return
    }
    const message = target
      ? `Aliases of the document stand for more than ${maxAliasedNodes} values.`
      : `Not YAML: there is no anchor &${name.slice(0, 64)} before this alias.`
    if (this.problems.length < 20)
      this.problems.push({ code: target ? 'tooManyAliases' : 'syntax', severity: 'error', message, ...span })
    this.add({ kind: 'scalar', style: 'plain', value: null, raw: '', ...span }, { anchor: undefined, size: 1 })
  }

  private scalar(event: Extract<Event, { valueStart: number }>): ScalarNode {
    if (event.valueStart < 0) return this.emptyScalar()
    const raw = getScalarValue(this.text, event)
    if (event.style === SCALAR_STYLE.PLAIN) {
      const span = { start: event.valueStart, end: event.valueEnd }
      return this.grown({ kind: 'scalar', style: 'plain', value: plainValue(raw, event.tagStart >= 0), raw, ...span })
    }
    const isQuoted = event.style === SCALAR_STYLE.DOUBLE_QUOTED || event.style === SCALAR_STYLE.SINGLE_QUOTED
    if (isQuoted) {
      const span = { start: event.valueStart - 1, end: event.valueEnd + 1 }
      return this.grown({ kind: 'scalar', style: 'quoted', value: raw, raw, ...span })
    }
    const span = this.blockSpan(event.valueStart, event.valueEnd)
    return this.grown({ kind: 'scalar', style: 'block', value: raw, raw, ...span })
  }

  /** Stands right after its colon or dash. */
  private emptyScalar(): ScalarNode {
    const parent = this.open.at(-1)
    const sign = this.text.indexOf(parent?.node.kind === 'list' ? '-' : ':', this.lastEnd)
    const at = sign === -1 || parent?.style === 'flow' ? this.lastEnd : sign + 1
    return this.grown({ kind: 'scalar', style: 'plain', value: null, raw: '', start: at, end: at })
  }

  /** From the `|` or `>` to the end of the last line with text. */
  private blockSpan(valueStart: number, valueEnd: number): Span {
    const line = this.text.slice(this.text.lastIndexOf('\n', valueStart - 2) + 1, valueStart)
    const header = valueStart - (/[|>][-+\d]*[ \t]*(?:[ \t]#.*)?\r?\n?$/.exec(line)?.[0].length ?? 1)
    let end = Math.min(valueEnd, this.text.length)
    while (end > valueStart && /\s/.test(this.text[end - 1] ?? '')) end -= 1
    return { start: Math.max(header, this.lastEnd), end: Math.max(end, header + 1) }
  }

  private grown(node: ScalarNode): ScalarNode {
    this.lastEnd = Math.max(this.lastEnd, node.end)
    return node
  }

  private add(node: TreeNode, { anchor, size }: { anchor: string | undefined; size: number }): void {
    this.lastEnd = Math.max(this.lastEnd, node.end)
    if (anchor !== undefined) this.anchors.set(anchor, { node, size })
    const parent = this.open.at(-1)
    if (!parent) {
      this.root = node
      return
    }
    parent.size += size
    if (parent.node.kind === 'list') {
      parent.node.items.push(node)
    } else if (parent.key) {
      parent.node.entries.push({
        key: keyText(parent.key),
        keySpan: { start: parent.key.start, end: parent.key.end },
        value: node,
      })
      parent.key = undefined
    } else {
      parent.key = node.kind === 'scalar' ? node : this.keyProblem(node)
    }
  }

  private keyProblem({ start, end }: TreeNode): ScalarNode {
    this.problems.push({ code: 'syntax', severity: 'error', message: 'A key must be text, not a list or an object.', start, end })
    return { kind: 'scalar', style: 'plain', value: '', raw: '', start, end }
  }
}

function keyText(key: ScalarNode): string {
  return typeof key.value === 'string' ? key.value : key.raw
}

/** As YAML 1.2 reads plain text, so that `yes` is text and dates are too. JSON has neither infinity nor NaN: text as well. */
function plainValue(raw: string, isTagged: boolean): Scalar {
  if (isTagged) return raw
  const { value } = CORE_SCHEMA.resolveImplicitScalarTag(raw)
  if (typeof value === 'number') return Number.isFinite(value) ? value : raw
  return value === null || typeof value === 'boolean' ? value : raw
}
