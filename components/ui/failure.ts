/** What an API failure has in common, wherever it came from. */
export interface Failure {
  code: string
  message: string
  requestId?: string | undefined
  status?: number | undefined
}

/** Turns anything thrown into what ErrorState shows. */
export function toFailure(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) return thrown as Failure
  return { code: 'ClientError', message: thrown instanceof Error ? thrown.message : String(thrown) }
}
