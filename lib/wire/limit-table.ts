/** Limits of a service model: which shape a structure's member has, and what that shape demands. */
export interface LimitTable {
  readonly structures: { readonly [structure: string]: { readonly [member: string]: string } }
  readonly shapes: { readonly [shape: string]: ShapeLimits }
}

export interface ShapeLimits {
  readonly min?: number
  readonly max?: number
  readonly long?: boolean
  readonly oneOf?: readonly string[]
  /** As the model writes it, for messages. */
  readonly pattern?: string
  /** For JavaScript, where it differs from `pattern`. */
  readonly source?: string
  readonly flags?: string
  /** Names of the shapes of elements, keys and values, where those have limits. */
  readonly item?: string
  readonly key?: string
  readonly value?: string
}
