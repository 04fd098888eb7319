import { NormalizedSchema } from '@smithy/core/schema'
import type { LimitTable, ShapeLimits } from './limit-table'
import type { Shape } from './shape'
import { type MemberNode, type ShapeNode, type StructureNode, type TextNode, type TextPattern, wholePattern } from './shape-node'
import { readShape } from './shape-reader'
import { ssmLimits } from './ssm-limits.gen'

/**
 * Shapes from the runtime schemas of `@aws-sdk/client-ssm`. A schema knows types and required members; lengths, ranges, patterns
 * and enums come from a table generated from the service model. Nothing is built before the first `parse`.
 */
type SdkSchema = Parameters<typeof NormalizedSchema.of>[0]

export function sdkShape<I>(schema: SdkSchema, limits: LimitTable = ssmLimits): Shape<I> {
  let root: ShapeNode | undefined
  return {
    parse(value) {
      root ??= new NodeBuilder(limits).build(NormalizedSchema.of(schema), undefined)
      // The SDK's type and schema for one structure are generated together.
      return readShape(root, value) as I
    },
  }
}

class NodeBuilder {
  private readonly structures = new Map<string, StructureNode>()

  constructor(private readonly table: LimitTable) {}

  build(schema: NormalizedSchema, limitName: string | undefined): ShapeNode {
    const limits: ShapeLimits = (limitName === undefined ? undefined : this.table.shapes[limitName]) ?? {}
    const secret = Boolean(schema.getMergedTraits().sensitive)
    if (schema.isStructSchema()) return this.structure(schema, secret)
    const { min, max, long } = limits
    if (schema.isListSchema()) return { kind: 'list', item: this.build(schema.getValueSchema(), limits.item), min, max, secret }
    if (schema.isMapSchema()) {
      const key = textNode(this.table.shapes[limits.key ?? ''] ?? {}, false)
      return { kind: 'map', key, value: this.build(schema.getValueSchema(), limits.value), min, max, secret }
    }
    if (schema.isNumericSchema()) return { kind: 'integer', min, max, long, secret }
    if (schema.isBlobSchema()) return { kind: 'blob', min, max, secret }
    if (schema.isBooleanSchema()) return { kind: 'boolean', secret }
    if (schema.isTimestampSchema()) return { kind: 'timestamp', secret }
    if (schema.isDocumentSchema()) return { kind: 'document', secret }
    return textNode(limits, secret)
  }

  private structure(schema: NormalizedSchema, secret: boolean): StructureNode {
    const name = schema.getName() ?? ''
    const known = this.structures.get(name)
    if (known) return known
    let members: readonly MemberNode[] | undefined
    const node: StructureNode = {
      kind: 'structure',
      secret,
      union: schema.isUnionSchema(),
      members: () => (members ??= this.members(schema, name)),
    }
    this.structures.set(name, node)
    return node
  }

  private members(schema: NormalizedSchema, name: string): readonly MemberNode[] {
    const required = requiredCount(schema.getSchema())
    const limitNames = this.table.structures[name] ?? {}
    return [...schema.structIterator()].map(([member, memberSchema], index) => ({
      name: member,
      required: index < required,
      node: this.build(memberSchema, limitNames[member]),
    }))
  }
}

/** The seventh place of a structure's tuple: that many of its first members are required. */
function requiredCount(tuple: unknown): number {
  const count: unknown = Array.isArray(tuple) ? tuple[6] : undefined
  return typeof count === 'number' ? count : 0
}

function textNode(limits: ShapeLimits, secret: boolean): TextNode {
  const { min, max, oneOf } = limits
  return { kind: 'text', min, max, oneOf, pattern: patternOf(limits), secret }
}

function patternOf({ pattern, source = pattern, flags }: ShapeLimits): TextPattern | undefined {
  if (pattern === undefined || source === undefined) return undefined
  return wholePattern(pattern, source, flags)
}
