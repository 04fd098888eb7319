import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** The part of S3's REST protocol that our store speaks, path style, in memory, on a real socket. */
export interface S3Server {
  url: string
  bucket: string
  objects: ReadonlyMap<string, Buffer>
  /** Multipart uploads that are neither completed nor aborted. */
  openUploads(): number
  stop(): Promise<void>
}

interface Answer {
  status: number
  headers?: Record<string, string>
  body?: Buffer | string
}

interface Request {
  method: string
  key: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}

const bucket = 'test-bucket'

export async function startS3Server(): Promise<S3Server> {
  const store = new Store()
  const server = createServer((message, response) => void answer(store, message, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bucket,
    objects: store.objects,
    openUploads: () => store.uploads.size,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(store: Store, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(message.url ?? '', 'http://x')
  const [, first, ...rest] = decodeURIComponent(url.pathname).split('/')
  const body = await buffer(message)
  const request = { method: message.method ?? '', key: rest.join('/'), query: url.searchParams, headers: message.headers, body }
  const signed = message.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') === true
  const result = !signed ? fault(403, 'AccessDenied') : first === bucket ? store.handle(request) : fault(404, 'NoSuchBucket')
  const content = message.method === 'HEAD' ? undefined : (result.body ?? '')
  response.writeHead(result.status, { 'content-length': Buffer.byteLength(result.body ?? ''), ...result.headers })
  response.end(content)
}

function fault(status: number, code: string): Answer {
  return xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`, status)
}

function xml(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}` }
}

function etagOf(content: Buffer): string {
  return `"${createHash('md5').update(content).digest('hex')}"`
}

class Store {
  readonly objects = new Map<string, Buffer>()
  readonly uploads = new Map<string, Map<number, Buffer>>()

  handle(request: Request): Answer {
    const uploadId = request.query.get('uploadId')
    if (request.query.has('uploads')) return this.#createUpload(request.key)
    if (uploadId !== null) return this.#handleUpload(request, uploadId)
    if (request.key === '' && request.method === 'GET') return this.#list(request.query)
    if (request.method === 'PUT') {
      this.objects.set(request.key, request.body)
      return { status: 200, headers: { etag: etagOf(request.body) } }
    }
    if (request.method === 'DELETE') {
      this.objects.delete(request.key)
      return { status: 204 }
    }
    return this.#get(request)
  }

  #get({ key, headers }: Request): Answer {
    const content = this.objects.get(key)
    if (!content) return fault(404, 'NoSuchKey')
    const range = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '')
    if (!range) return { status: 200, headers: { etag: etagOf(content) }, body: content }
    const [start, end] = [Number(range[1]), Math.min(Number(range[2]), content.length - 1)]
    if (start >= content.length) return fault(416, 'InvalidRange')
    const headersOfRange = { 'content-range': `bytes ${start}-${end}/${content.length}` }
    return { status: 206, headers: headersOfRange, body: content.subarray(start, end + 1) }
  }

  #list(query: URLSearchParams): Answer {
    const limit = Number(query.get('max-keys') ?? 1000)
    const after = query.get('start-after') ?? ''
    const all = [...this.objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after).sort()
    const contents = all.slice(0, limit).map((key) => `<Contents><Key>${key}</Key></Contents>`)
    return xml(`<ListBucketResult><IsTruncated>${all.length > limit}</IsTruncated>${contents.join('')}</ListBucketResult>`)
  }

  #createUpload(key: string): Answer {
    const uploadId = randomUUID()
    this.uploads.set(uploadId, new Map())
    return xml(`<InitiateMultipartUploadResult><Key>${key}</Key><UploadId>${uploadId}</UploadId></InitiateMultipartUploadResult>`)
  }

  #handleUpload({ method, key, query, body }: Request, uploadId: string): Answer {
    const parts = this.uploads.get(uploadId)
    if (!parts) return fault(404, 'NoSuchUpload')
    if (method === 'PUT') {
      parts.set(Number(query.get('partNumber')), body)
      return { status: 200, headers: { etag: etagOf(body) } }
    }
    this.uploads.delete(uploadId)
    if (method === 'DELETE') return { status: 204 }
    const listed = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map((found) => Number(found[1]))
    const content = Buffer.concat(listed.map((number) => parts.get(number) ?? Buffer.alloc(0)))
    this.objects.set(key, content)
    return xml(`<CompleteMultipartUploadResult><Key>${key}</Key><ETag>${etagOf(content)}</ETag></CompleteMultipartUploadResult>`)
  }
}
