/** Parses one JSON value into a typed input; throws SerializationException or ValidationException (see `#lib/wire/api-error`). */
export interface Shape<I> {
  parse(value: unknown): I
}
