/** Parses one JSON value into a typed input; throws SerializationException or ValidationException (see `#lib/vocabulary/api-error`). */
export interface Shape<I> {
  parse(value: unknown): I
}
