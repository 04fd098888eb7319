import type { JobManifest, JobPayload } from '#lib/platform/jobs/jobs'
import { deleteBlobs, deleteBlobsJob, fetchAttachments, fetchJob } from './attachments/fetch'

export const documentJobs: JobManifest = {
  [fetchJob]: (ctx, payload) => fetchAttachments(ctx, String(payload['versionId'])),
  [deleteBlobsJob]: (ctx, payload) => deleteBlobs(ctx, blobKeysOf(payload)),
}

function blobKeysOf({ blobKeys }: JobPayload): readonly string[] {
  return Array.isArray(blobKeys) ? blobKeys.filter((key): key is string => typeof key === 'string') : []
}
