import { createHash } from 'node:crypto'
import { PassThrough, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { append } from '#lib/capabilities/events/index'
import { countOf, settingOf } from '#lib/capabilities/settings/index'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { documentChanged } from '../changes'
import type { DocumentVersion } from '../document'
import { type Attachment, insertAttachments, listUnused } from '../store/attachments'
import { findDocument } from '../store/documents'
import { findVersionById, transitionMade } from '../store/versions'
import { download } from './download'
import { type FileToFetch, filesToFetch } from './sources'

export const fetchJob = 'documents.fetch-attachments'
export const deleteBlobsJob = 'documents.delete-blobs'

/** Nobody waits longer than this for one file. */
const downloadMs = 30 * 60_000

/** Fetches, checks and stores what a new version needs, and makes it Active, or Failed with the reason. */
export async function fetchAttachments(ctx: Ctx, versionId: string): Promise<void> {
  const version = await findVersionById(ctx, versionId)
  const document = version && (await findDocument(ctx, version))
  if (!version || !document || !isBeingMade(version)) return
  const inAccount = { ...ctx, caller: { ...ctx.caller, accountId: version.accountId } }
  const files = filesToFetch(version.attachmentSources, document.type, version)
  const stored: Attachment[] = []
  const failure = await storeAll(inAccount, { version, files, stored })
  const isKept = await transact(inAccount, async (tx) => {
    const made = { status: failure ? ('Failed' as const) : ('Active' as const), statusInformation: failure }
    if (!(await transitionMade(tx, version.id, made))) return false
    if (!failure) await insertAttachments(tx, stored)
    await append(tx, documentChanged(version.name, 'updated'))
    return !failure
  })
  if (!isKept)
    await deleteBlobs(
      ctx,
      stored.map(({ blobKey }) => blobKey),
    )
}

function isBeingMade({ status }: DocumentVersion): boolean {
  return status === 'Creating' || status === 'Updating'
}

interface Storing {
  version: DocumentVersion
  files: readonly FileToFetch[]
  stored: Attachment[]
}

/** What went wrong, in words for users. Files that were stored before are in `stored` all the same. */
async function storeAll(ctx: Ctx, { version, files, stored }: Storing): Promise<string | undefined> {
  for (const [index, file] of files.entries()) {
    const blobKey = `documents/${version.accountId}/${version.id}/${index}`
    const place = { accountId: version.accountId, documentName: version.name, version: version.version, name: file.name, blobKey }
    try {
      stored.push({ ...place, ...(await storeOne(ctx, file, blobKey)) })
    } catch (cause) {
      // Whatever can go wrong here is the world's doing, and the author of the document has to see it.
      const reason = cause instanceof Error ? cause.message : String(cause)
      ctx.log.warn({ cause, document: version.name, version: version.version }, 'an attachment could not be fetched')
      return `The attachment ${file.name} could not be fetched: ${reason}`.slice(0, 1000)
    }
  }
  return undefined
}

async function storeOne(ctx: Ctx, file: FileToFetch, blobKey: string): Promise<Pick<Attachment, 'bytes' | 'sha256'>> {
  const mebibytes = await countOf(ctx, '/quarterdeck/documents/max-attachment-mebibytes')
  const signal = AbortSignal.any([ctx.signal, AbortSignal.timeout(downloadMs)])
  const body = await download({ url: await addressOf(ctx, file.url), allowedOrigins: await allowedOrigins(ctx), signal })
  const hash = createHash('sha256')
  const content = new PassThrough()
  const put = ctx.blobs.put(blobKey, content)
  const [{ bytes }] = await Promise.all([put, pipeline(body, meter(hash, mebibytes), content, { signal })])
  const sha256 = hash.digest('hex')
  if (file.sha256 === undefined || file.sha256 === sha256) return { bytes, sha256 }
  await ctx.blobs.delete(blobKey)
  throw new Error(`its SHA-256 is ${sha256}, but the manifest says ${file.sha256}`)
}

function meter(hash: ReturnType<typeof createHash>, mebibytes: number): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      if (seen > mebibytes * 1024 * 1024) return done(new Error(`it is larger than ${mebibytes} MiB`))
      hash.update(chunk)
      done(null, chunk)
    },
  })
}

async function addressOf(ctx: Ctx, text: string): Promise<string> {
  const url = new URL(text)
  if (url.protocol !== 's3:') return text
  const endpoint = await settingOf(ctx, '/quarterdeck/documents/s3-endpoint')
  return endpoint === 'none' ? `https://${url.host}.s3.amazonaws.com${url.pathname}` : `${endpoint}/${url.host}${url.pathname}`
}

async function allowedOrigins(ctx: Ctx): Promise<readonly string[]> {
  const origins = await settingOf(ctx, '/quarterdeck/documents/attachment-origins')
  const endpoint = await settingOf(ctx, '/quarterdeck/documents/s3-endpoint')
  return [...origins.split(','), endpoint].flatMap((origin) => URL.parse(origin)?.origin ?? [])
}

/** Blobs that nothing refers to any more. */
export async function deleteBlobs(ctx: Ctx, blobKeys: readonly string[]): Promise<void> {
  for (const blobKey of await listUnused(ctx, blobKeys)) await ctx.blobs.delete(blobKey)
}
