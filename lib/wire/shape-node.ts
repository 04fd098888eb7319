/**
 * What a value on the wire must look like, as data. `own-shape` builds these by hand, `sdk-shape` from the SDK's schemas,
 * and `shape-reader` is the one interpreter of both.
 */
export type ShapeNode =
  | StructureNode
  | ListNode
  | MapNode
  | TextNode
  | IntegerNode
  | BlobNode
  | { kind: 'boolean' | 'timestamp' | 'document'; secret?: boolean | undefined }

export interface StructureNode {
  kind: 'structure'
  /** Exactly one member may be present. */
  union?: boolean | undefined
  secret?: boolean | undefined
  /** A function, because structures of the model contain themselves. */
  members(): readonly MemberNode[]
}

export interface MemberNode {
  name: string
  required: boolean
  node: ShapeNode
}

export interface ListNode extends LengthLimits {
  kind: 'list'
  item: ShapeNode
  secret?: boolean | undefined
}

export interface MapNode extends LengthLimits {
  kind: 'map'
  key: TextNode
  value: ShapeNode
  secret?: boolean | undefined
}

export interface TextNode extends LengthLimits {
  kind: 'text'
  pattern?: TextPattern | undefined
  oneOf?: readonly string[] | undefined
  /** Text that a program printed: what cannot be stored is replaced, not refused. */
  printed?: boolean | undefined
  secret?: boolean | undefined
}

export interface IntegerNode extends LengthLimits {
  kind: 'integer'
  /** 64 bits on the wire; JavaScript keeps 53 of them, and more is refused. */
  long?: boolean | undefined
  secret?: boolean | undefined
}

export interface BlobNode extends LengthLimits {
  kind: 'blob'
  secret?: boolean | undefined
}

export interface LengthLimits {
  min?: number | undefined
  max?: number | undefined
}

/** `shown` is what a message prints; `matches` has to hold for the whole string. */
export interface TextPattern {
  shown: string
  matches: RegExp
}

export function wholePattern(shown: string, source: string = shown, flags = ''): TextPattern {
  return { shown, matches: new RegExp(`^(?:${source})$`, `u${flags}`) }
}
