import type { JobManifest, JobPayload } from '#lib/platform/jobs/jobs'
import { deleteBlobs, deleteBlobsJob, fetchAttachments, fetchJob } from './attachments/fetch'
import { pruneDocuments } from './trial'

export const documentJobs: JobManifest = {
  [fetchJob]: (ctx, payload) => fetchAttachments(ctx, String(payload['versionId'])),
  [deleteBlobsJob]: (ctx, payload) => deleteBlobs(ctx, blobKeysOf(payload)),
  'documents.prune': (ctx) => pruneDocuments(ctx),
}

/** How often each is due. */
export const recurringDocumentJobs = [{ kind: 'documents.prune', seconds: 3600 }] as const

function blobKeysOf({ blobKeys }: JobPayload): readonly string[] {
  return Array.isArray(blobKeys) ? blobKeys.filter((key): key is string => typeof key === 'string') : []
}
