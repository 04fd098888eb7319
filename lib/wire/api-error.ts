const brand = Symbol.for('quarterdeck.api-error')

/** An answer a client can act on: `code` is the API's own error code, `message` says what to do. */
export class ApiError extends Error {
  readonly [brand] = true
  constructor(
    readonly code: string,
    message: string,
    readonly status: 400 | 401 | 403 | 404 | 413 | 429 | 500 | 503 = 400,
  ) {
    super(message)
    this.name = code
  }
}

/** True across module copies and bundles, where `instanceof` is not. */
export function isApiError(thrown: unknown): thrown is ApiError {
  return typeof thrown === 'object' && thrown !== null && brand in thrown
}

export function validationFailed(problems: readonly string[]): ApiError {
  const count = problems.length === 1 ? '1 validation error' : `${problems.length} validation errors`
  return new ApiError('ValidationException', `${count} detected: ${problems.join('; ')}`)
}
