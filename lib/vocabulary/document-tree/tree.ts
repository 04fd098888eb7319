/** One tree for JSON and YAML, with the place of every key and value in the text. Offsets count UTF-16 units; ends are exclusive. */
export interface Span {
  start: number
  end: number
}

export type Scalar = string | number | boolean | null

export interface ScalarNode extends Span {
  kind: 'scalar'
  value: Scalar
  /** Plain text has no quotes; a block is YAML's `|` or `>`. */
  style: 'plain' | 'quoted' | 'block'
  /** As written, without quotes: of 2.0 the number is 2. */
  raw: string
}

export interface ListNode extends Span {
  kind: 'list'
  style: 'block' | 'flow'
  items: readonly TreeNode[]
}

export interface MapNode extends Span {
  kind: 'map'
  style: 'block' | 'flow'
  entries: readonly Entry[]
}

export type TreeNode = ScalarNode | ListNode | MapNode

export interface Entry {
  key: string
  keySpan: Span
  value: TreeNode
}

export type DocumentFormat = 'JSON' | 'YAML'

export interface SyntaxProblem extends Span {
  code: 'syntax' | 'tooLarge' | 'tooDeep' | 'tooManyAliases' | 'duplicateKey' | 'notAnObject'
  severity: 'error' | 'warning'
  message: string
}

export interface ParsedText {
  text: string
  format: DocumentFormat
  /** What could be read; of broken text the part before the first problem. */
  root: TreeNode | undefined
  problems: readonly SyntaxProblem[]
}

/** The last of equal keys counts, as JSON readers have it. */
export function entryOf(node: TreeNode | undefined, key: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.findLast((entry) => entry.key === key) : undefined
}

export function memberOf(node: TreeNode | undefined, key: string): TreeNode | undefined {
  return entryOf(node, key)?.value
}

export function textOf(node: TreeNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined
}

/** Text of any scalar: of a plain 2.2 that is no text but a number, too. */
export function plainTextOf(node: TreeNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined
  return typeof node.value === 'string' ? node.value : node.raw
}

export function itemsOf(node: TreeNode | undefined): readonly TreeNode[] {
  return node?.kind === 'list' ? node.items : []
}

export function entriesOf(node: TreeNode | undefined): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : []
}

export function isWithin(offset: number, { start, end }: Span): boolean {
  return offset >= start && offset <= end
}

/** Plain data. A key `__proto__` is dropped. */
export function toValue(node: TreeNode): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'list') return node.items.map(toValue)
  const kept = node.entries.filter(({ key }) => key !== '__proto__')
  return Object.fromEntries(kept.map(({ key, value }) => [key, toValue(value)]))
}

export type PathPart = string | number
export type Path = readonly PathPart[]

export function nodeAt(root: TreeNode | undefined, path: Path): TreeNode | undefined {
  let node = root
  for (const part of path) {
    if (typeof part === 'number') node = node?.kind === 'list' ? node.items[part] : undefined
    else node = memberOf(node, part)
  }
  return node
}

export function printPath(path: Path): string {
  return path.reduce<string>((text, part) => text + printPart(part, text === ''), '')
}

function printPart(part: PathPart, isFirst: boolean): string {
  if (typeof part === 'number') return `[${part}]`
  if (/^[A-Za-z_$][\w$]*$/.test(part)) return isFirst ? part : `.${part}`
  return `[${JSON.stringify(part)}]`
}
