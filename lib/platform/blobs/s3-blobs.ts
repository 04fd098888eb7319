import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { Readable } from 'node:stream'
import type { Blobs } from './blobs'
import { assertBlobKey, assertBlobPrefix } from './key'
import { type ObjectPlace, upload } from './s3-upload'

export interface S3Settings {
  bucket: string
  region: string
  /** Of an S3-compatible store; without it, Amazon S3. */
  endpoint?: string
  /** `https://host/bucket/key` instead of `https://bucket.host/key`; most S3-compatible stores want it. */
  pathStyle?: boolean
  /** Without them, what the SDK finds in its environment. */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }
  /** Put before every key, such as `quarterdeck/`. */
  prefix?: string
}

const pageSize = 1000

/** Blobs in a bucket of any S3-compatible store. */
export function createS3Blobs(settings: S3Settings): Blobs & { close(): void } {
  const client = new S3Client(clientConfigOf(settings))
  const before = settings.prefix ?? ''
  const placeOf = (key: string): ObjectPlace => {
    assertBlobKey(key)
    return { Bucket: settings.bucket, Key: before + key }
  }
  return {
    async put(key, content) {
      return upload(client, placeOf(key), content instanceof Readable ? content : Readable.from([content]))
    },
    async get(key, range) {
      return range ? getRange(client, placeOf(key), range) : getWhole(client, placeOf(key))
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand(placeOf(key)))
    },
    async list(prefix, { after, limit }) {
      assertBlobPrefix(prefix)
      const place = { Bucket: settings.bucket, Prefix: before + prefix }
      const keys = await listKeys(client, place, { after: after === undefined ? undefined : before + after, limit })
      return keys.map((key) => key.slice(before.length))
    },
    close: () => client.destroy(),
  }
}

function clientConfigOf({ region, endpoint, pathStyle, credentials }: S3Settings): S3ClientConfig {
  return {
    region,
    forcePathStyle: pathStyle ?? endpoint !== undefined,
    // Stores other than Amazon's refuse the checksums that the SDK adds by default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials && { credentials }),
  }
}

type Found = { content: Readable; bytes: number } | undefined

async function getWhole(client: S3Client, place: ObjectPlace): Promise<Found> {
  const answer = await client.send(new GetObjectCommand(place)).catch(undefinedWhenAbsent)
  return answer && { content: bodyOf(answer.Body), bytes: answer.ContentLength ?? 0 }
}

async function getRange(client: S3Client, place: ObjectPlace, { start, end }: { start: number; end: number }): Promise<Found> {
  if (start >= end) return nothingOf(client, place)
  const command = new GetObjectCommand({ ...place, Range: `bytes=${start}-${end - 1}` })
  const answer = await client
    .send(command)
    .catch((cause: unknown) => (statusOf(cause) === 416 ? 'beyond' : undefinedWhenAbsent(cause)))
  if (answer === 'beyond') return nothingOf(client, place)
  return answer && { content: bodyOf(answer.Body), bytes: Number(answer.ContentRange?.split('/')[1] ?? answer.ContentLength) }
}

async function nothingOf(client: S3Client, place: ObjectPlace): Promise<Found> {
  const answer = await client.send(new HeadObjectCommand(place)).catch(undefinedWhenAbsent)
  return answer && { content: Readable.from([]), bytes: answer.ContentLength ?? 0 }
}

async function listKeys(
  client: S3Client,
  place: { Bucket: string; Prefix: string },
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  const keys: string[] = []
  let last = after
  while (keys.length < limit) {
    const MaxKeys = Math.min(pageSize, limit - keys.length)
    const answer = await client.send(
      new ListObjectsV2Command({ ...place, MaxKeys, ...(last !== undefined && { StartAfter: last }) }),
    )
    const found = (answer.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]))
    keys.push(...found)
    last = found.at(-1)
    if (!answer.IsTruncated || last === undefined) break
  }
  return keys
}

function statusOf(cause: unknown): number | undefined {
  const metadata = typeof cause === 'object' && cause && '$metadata' in cause ? cause.$metadata : undefined
  return typeof metadata === 'object' && metadata && 'httpStatusCode' in metadata ? Number(metadata.httpStatusCode) : undefined
}

function undefinedWhenAbsent(cause: unknown): undefined {
  if (statusOf(cause) !== 404 || (cause instanceof Error && cause.name === 'NoSuchBucket')) throw cause
}

/** On Node the SDK answers with the response's own stream. */
function bodyOf(body: unknown): Readable {
  if (body instanceof Readable) return body
  throw new TypeError('The S3 client answered without a stream')
}
