import type { Readable } from 'node:stream'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { type OutputObject, outputBlobKey } from '../model/output-object'

/** An output that was written to a bucket; without a range, all of it. */
export async function openOutputObject(
  ctx: Ctx,
  object: OutputObject,
  range?: { start: number; end: number },
): Promise<{ content: Readable; bytes: number }> {
  const blobKey = outputBlobKey(ctx.caller.accountId, object)
  const found = blobKey && (await ctx.blobs.get(blobKey, range))
  if (found) return found
  throw new ApiError('NoSuchKey', `There is no output ${object.key} in ${object.bucket}. Empty outputs are not written.`, 404)
}
