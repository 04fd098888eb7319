import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { nodeHasher } from '#agent/control-plane/node-hasher'
import { downloadFile, DownloadRefused, downloadText } from '#agent/downloads/download-file'
import { hashInput } from '#agent/plugins/download-content/http-source'
import { objectUrl, parseS3Path, type S3Address } from '#agent/plugins/download-content/s3-address'
import { resolveSecret } from '#agent/plugins/download-content/secrets'
import type { Fetched, Fetching, Source } from '#agent/plugins/download-content/sources'
import { flagInput, requiredText, textInput } from '#agent/plugins/inputs'
import { StepProblem } from '#agent/plugins/plugin'
import { readIfThere } from '#agent/state/state-directory'
import { type Credentials, signRequest } from '#lib/wire/sigv4'

type Keys = Extract<Credentials, { secretAccessKey: string }>

interface Bucket {
  address: S3Address
  allowPlain: boolean
  sha256: string | undefined
  keys: Keys | undefined
}

const mostObjects = 10_000
const atOnce = 8
const listBytes = 4 * 1024 * 1024

/** `{"path", "region", "endpoint", "accessKeyId", "secretAccessKey", "sessionToken", "allowInsecureDownload", "sha256"}`. */
export function s3Source(info: Readonly<Record<string, unknown>>): Source {
  const endpoint = textInput(info, 'endpoint') || process.env['AWS_ENDPOINT_URL_S3'] || process.env['AWS_ENDPOINT_URL'] || ''
  const region = textInput(info, 'region') || process.env['AWS_REGION'] || ''
  const address = parseS3Path(requiredText(info, 'path'), { endpoint, region })
  const bucket = { address, allowPlain: flagInput(info, 'allowInsecureDownload'), sha256: hashInput(info) }
  return {
    async fetch(fetching) {
      return fetchFrom({ ...bucket, keys: (await givenKeys(info, fetching)) ?? keysOfNode() }, fetching)
    },
  }
}

/** One object, or else all below the key as below a directory. */
async function fetchFrom(bucket: Bucket, fetching: Fetching): Promise<Fetched> {
  const { key } = bucket.address
  if (key !== '' && !key.endsWith('/')) {
    const file = path.join(fetching.staging, 'file')
    const found = await fetchObject(bucket, { key, file, limit: fetching.context.node.downloadBytes }, fetching)
    if (found !== undefined) return { kind: 'file', file, name: path.posix.basename(key) }
  }
  const prefix = key === '' || key.endsWith('/') ? key : `${key}/`
  const root = path.join(fetching.staging, 'tree')
  let left = fetching.context.node.downloadBytes
  const keys = [...(await listKeys(bucket, prefix, fetching))].toReversed()
  const fetchNext = async () => {
    for (let next = keys.pop(); next !== undefined; next = keys.pop()) {
      const file = path.join(root, next.slice(prefix.length))
      mkdirSync(path.dirname(file), { recursive: true })
      left -= (await fetchObject({ ...bucket, sha256: undefined }, { key: next, file, limit: Math.max(0, left) }, fetching)) ?? 0
    }
  }
  await Promise.all(Array.from({ length: atOnce }, fetchNext))
  return { kind: 'tree', root, leaveOut: [] }
}

/** Its size, or nothing when there is no such object. */
async function fetchObject(
  bucket: Bucket,
  { key, file, limit }: { key: string; file: string; limit: number },
  { signal, connections }: Fetching,
): Promise<number | undefined> {
  const url = objectUrl(bucket.address, key)
  const { allowPlain, sha256 } = bucket
  try {
    return (await downloadFile({ url, file, limit, allowPlain, sha256, connections, signal, headers: signed(bucket, url) })).bytes
  } catch (thrown) {
    if (thrown instanceof DownloadRefused && thrown.status === 404 && !/NoSuchBucket/.test(thrown.body)) return undefined
    throw explained(thrown)
  }
}

async function listKeys(bucket: Bucket, prefix: string, { signal, connections }: Fetching): Promise<readonly string[]> {
  const keys: string[] = []
  for (let isMore = true; isMore; ) {
    const after = keys.at(-1)
    const query = new URLSearchParams({
      'list-type': '2',
      'max-keys': '1000',
      prefix,
      ...(after !== undefined && { 'start-after': after }),
    })
    const url = `${bucket.address.base}/?${query.toString().replaceAll('+', '%20')}`
    const request = { url, limit: listBytes, allowPlain: bucket.allowPlain, connections, signal, headers: signed(bucket, url) }
    const page = parseList(await listPage(request))
    keys.push(...page.keys)
    isMore = page.isMore && page.keys.length > 0
    if (keys.length > mostObjects)
      throw new StepProblem(`More than ${mostObjects} objects begin with ${prefix}: fetch fewer in one step.`)
  }
  const files = keys.filter((key) => !key.endsWith('/') && key.startsWith(prefix))
  if (files.length === 0)
    throw new StepProblem(`There is no object ${prefix.replace(/\/$/, '')} in the bucket, and none below it.`)
  const bad = files.find((key) =>
    key
      .slice(prefix.length)
      .split('/')
      .some((part) => part === '' || part === '.' || part === '..'),
  )
  if (bad !== undefined) throw new StepProblem(`The object ${bad} cannot be a file below a directory.`)
  return files
}

async function listPage(request: Parameters<typeof downloadText>[0]): Promise<string> {
  try {
    return await downloadText(request)
  } catch (thrown) {
    throw explained(thrown)
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** The two things of ListObjectsV2 that are needed. */
export function parseList(xml: string): { keys: readonly string[]; isMore: boolean } {
  const keys = [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) =>
    key.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => characterOf(name) ?? whole),
  )
  return { keys, isMore: /<IsTruncated>\s*true/.test(xml) }
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return entities[name]
  return String.fromCodePoint(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)))
}

function signed({ address, keys }: Bucket, url: string): Readonly<Record<string, string>> {
  if (!keys) return {}
  const headers = { 'x-amz-content-sha256': createHash('sha256').digest('hex') }
  const { region } = address
  return signRequest({
    method: 'GET',
    url,
    headers,
    body: Buffer.alloc(0),
    credentials: keys,
    region,
    service: 's3',
    date: new Date(),
    hasher: nodeHasher,
  })
}

function explained(thrown: unknown): Error {
  if (!(thrown instanceof DownloadRefused)) return thrown instanceof Error ? thrown : new Error(String(thrown))
  const code = /<Code>(\w+)<\/Code>/.exec(thrown.body)?.[1]
  return code === undefined ? thrown : new StepProblem(`${thrown.message} Its word for it is ${code}.`)
}

async function givenKeys(info: Readonly<Record<string, unknown>>, fetching: Fetching): Promise<Keys | undefined> {
  const accessKeyId = await resolveSecret(textInput(info, 'accessKeyId'), fetching)
  if (accessKeyId === '') return undefined
  const secretAccessKey = await resolveSecret(requiredText(info, 'secretAccessKey'), fetching)
  const sessionToken = await resolveSecret(textInput(info, 'sessionToken'), fetching)
  return { accessKeyId, secretAccessKey, ...(sessionToken !== '' && { sessionToken }) }
}

/** As AWS's own tools look for them: the environment of the agent, then the file of its account; without both the bucket must be open. */
function keysOfNode(env: Readonly<Record<string, string | undefined>> = process.env): Keys | undefined {
  const fromEnvironment = keysOf((name) => env[name.toUpperCase()])
  if (fromEnvironment) return fromEnvironment
  const file = env['AWS_SHARED_CREDENTIALS_FILE'] ?? path.join(homedir(), '.aws/credentials')
  const profile = env['AWS_PROFILE'] ?? 'default'
  const section = (readIfThere(file) ?? '').split(/^\s*\[/m).find((part) => part.startsWith(`${profile}]`)) ?? ''
  return keysOf((name) => new RegExp(`^\\s*${name}\\s*=\\s*(\\S+)`, 'm').exec(section)?.[1])
}

function keysOf(find: (name: string) => string | undefined): Keys | undefined {
  const [accessKeyId, secretAccessKey, sessionToken] = [
    find('aws_access_key_id'),
    find('aws_secret_access_key'),
    find('aws_session_token'),
  ]
  return accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } : undefined
}
