import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { Readable } from 'node:stream'

export interface ObjectPlace {
  Bucket: string
  Key: string
}

/** S3 wants at least 5 MiB for each part but the last; this much is held in memory. */
const partBytes = 8 * 1024 * 1024

/** One request for what fits one part, else a multipart upload that is aborted when the content fails. */
export async function upload(client: S3Client, place: ObjectPlace, content: Readable): Promise<{ bytes: number }> {
  const parts = partsOf(content)
  const first = await parts.next()
  const start = first.done ? Buffer.alloc(0) : first.value
  if (start.length >= partBytes) return uploadInParts(client, place, { start, rest: parts })
  await client.send(new PutObjectCommand({ ...place, Body: start, ContentLength: start.length }))
  return { bytes: start.length }
}

interface Parts {
  start: Buffer
  rest: AsyncGenerator<Buffer>
}

async function uploadInParts(client: S3Client, place: ObjectPlace, { start, rest }: Parts): Promise<{ bytes: number }> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(place))
  const uploaded: { ETag: string | undefined; PartNumber: number }[] = []
  let bytes = 0
  const send = async (Body: Buffer): Promise<void> => {
    const PartNumber = uploaded.length + 1
    const { ETag } = await client.send(
      new UploadPartCommand({ ...place, UploadId, PartNumber, Body, ContentLength: Body.length }),
    )
    uploaded.push({ ETag, PartNumber })
    bytes += Body.length
  }
  try {
    await send(start)
    for await (const part of rest) await send(part)
    await client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts: uploaded } }))
    return { bytes }
  } catch (cause) {
    await client.send(new AbortMultipartUploadCommand({ ...place, UploadId })).catch((second: unknown) => {
      throw new AggregateError([cause, second], `The upload of ${place.Key} failed, and so did taking it back`)
    })
    throw cause
  }
}

/** Full parts, and at the end a smaller one unless nothing is left. */
async function* partsOf(content: Readable): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = []
  let length = 0
  for await (const chunk of content as AsyncIterable<Uint8Array | string>) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
    chunks.push(bytes)
    length += bytes.length
    while (length >= partBytes) {
      const all = Buffer.concat(chunks, length)
      yield all.subarray(0, partBytes)
      chunks = [all.subarray(partBytes)]
      length -= partBytes
    }
  }
  if (length > 0) yield Buffer.concat(chunks, length)
}
