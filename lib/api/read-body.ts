import type { IncomingMessage } from 'node:http'
import { ApiError } from '#lib/vocabulary/api-error'

export const mebibyte = 1024 * 1024

/** The whole body, or an error as soon as it is known to be too large. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared > limit) throw tooLarge(limit)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

function tooLarge(limit: number): ApiError {
  return new ApiError('RequestEntityTooLargeException', `The request body is larger than ${limit} bytes.`, 413)
}
