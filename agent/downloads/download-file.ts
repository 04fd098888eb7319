import { createHash } from 'node:crypto'
import { createWriteStream, rmSync } from 'node:fs'
import type { Agent as PlainAgent, IncomingMessage } from 'node:http'
import { Agent as SecureAgent, request as requestSecure } from 'node:https'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { getCACertificates } from 'node:tls'
import { StepProblem } from '#agent/plugins/plugin'
import { reasonOf } from '#agent/log'

/** An import of it, even one that comes late, makes Node load all that `fetch` needs: 3 MiB of an idle agent. */
function plainHttp(): typeof import('node:http') {
  return process.getBuiltinModule('node:http')
}

export interface FileDownload {
  url: string
  /** Made new; gone again when the download fails. */
  file: string
  headers?: Readonly<Record<string, string>>
  /** Bytes. */
  limit: number
  /** Hexadecimal, of any case. */
  sha256?: string | undefined
  /** Without it only https is taken. */
  allowPlain?: boolean
  connections: Connections
  signal: AbortSignal
}

/** Connections that the downloads of one step share. */
export interface Connections {
  plain: PlainAgent
  secure: SecureAgent
  close(): void
}

/** `authority`: PEM of one that is trusted beside those of the system. Proxies are those of the agent's environment, as for its scripts. */
export function openConnections(authority: string | undefined): Connections {
  const ca = [...getCACertificates('default'), ...getCACertificates('system'), ...(authority === undefined ? [] : [authority])]
  const shared = { keepAlive: true, proxyEnv: process.env }
  const [plain, secure] = [new (plainHttp().Agent)(shared), new SecureAgent({ ...shared, ca, minVersion: 'TLSv1.2' })]
  return {
    plain,
    secure,
    close() {
      plain.destroy()
      secure.destroy()
    },
  }
}

/** The server answered, and it was not the file. */
export class DownloadRefused extends StepProblem {
  readonly status: number
  readonly challenge: string | undefined

  constructor(
    incoming: IncomingMessage,
    url: URL,
    /** The beginning of what it said. */
    readonly body: string,
  ) {
    const status = incoming.statusCode ?? 0
    const meaning = status === 401 || status === 403 ? ': it refuses this caller' : ''
    super(`${shown(url.href)} answered with HTTP status ${status}${meaning}.`)
    this.status = status
    this.challenge = incoming.headers['www-authenticate']
  }
}

const silenceMs = 60_000
const mostRedirects = 5
const mostRefusalBytes = 2_000

/** Fetches one address into one file. Throws `StepProblem`; then nothing of the file is left. */
export async function downloadFile(download: FileDownload): Promise<{ bytes: number; sha256: string }> {
  try {
    const { incoming, url } = await open(download)
    return await save(incoming, url, download)
  } catch (thrown) {
    rmSync(download.file, { force: true })
    if (thrown instanceof StepProblem) throw thrown
    throw new StepProblem(`${shown(download.url)} could not be fetched: ${reasonOf(thrown)}`)
  }
}

/** The start of an answer that is kept in memory, such as a list. */
export async function downloadText(download: Omit<FileDownload, 'file'>): Promise<string> {
  try {
    const { incoming } = await open(download)
    return await startOf(incoming, download.limit)
  } catch (thrown) {
    if (thrown instanceof StepProblem) throw thrown
    throw new StepProblem(`${shown(download.url)} could not be fetched: ${reasonOf(thrown)}`)
  }
}

async function open(download: Omit<FileDownload, 'file'>): Promise<{ incoming: IncomingMessage; url: URL }> {
  let url = addressOf(download.url, download.allowPlain === true)
  let headers = download.headers ?? {}
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const incoming = await send(url, headers, download)
    const status = incoming.statusCode ?? 0
    if (status === 200) return { incoming, url }
    const target = status >= 300 && status < 400 ? incoming.headers.location : undefined
    if (target === undefined) {
      throw new DownloadRefused(incoming, url, await startOf(incoming, mostRefusalBytes))
    }
    incoming.destroy()
    // A server must not lead from a protected connection to an open one.
    const next = addressOf(URL.parse(target, url.href)?.href ?? '', download.allowPlain === true && url.protocol === 'http:')
    if (next.origin !== url.origin) headers = withoutCredentials(headers)
    url = next
  }
  throw new StepProblem(`${shown(download.url)} leads to more than ${mostRedirects} other addresses in turn.`)
}

function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { connections, signal }: Omit<FileDownload, 'file'>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { headers: { 'user-agent': 'quarterdeck-agent', ...headers }, signal }
    const outgoing =
      url.protocol === 'https:'
        ? requestSecure(url, { ...options, agent: connections.secure })
        : plainHttp().request(url, { ...options, agent: connections.plain })
    outgoing.setTimeout(silenceMs, () => outgoing.destroy(new Error(`nothing came for ${silenceMs / 1000} s`)))
    outgoing.on('error', reject)
    outgoing.on('response', resolve)
    outgoing.end()
  })
}

async function save(
  incoming: IncomingMessage,
  url: URL,
  { file, limit, sha256, signal }: FileDownload,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const tooLarge = () => new StepProblem(`${shown(url.href)} has more than the ${limit} bytes that one step may fetch.`)
  if (Number(incoming.headers['content-length'] ?? 0) > limit) {
    incoming.destroy()
    throw tooLarge()
  }
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(bytes > limit ? tooLarge() : null, chunk)
    },
  })
  await pipeline(incoming, counted, createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal })
  const found = hash.digest('hex')
  if (sha256 !== undefined && found !== sha256.toLowerCase()) {
    throw new StepProblem(`${shown(url.href)} has the SHA-256 ${found}, not ${sha256.toLowerCase()}: it was not kept.`)
  }
  return { bytes, sha256: found }
}

async function startOf(incoming: IncomingMessage, most: number): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of incoming) {
    parts.push(part as Buffer)
    bytes += (part as Buffer).length
    if (bytes >= most) break
  }
  return Buffer.concat(parts).toString('utf8', 0, most)
}

function addressOf(text: string, allowPlain: boolean): URL {
  const url = URL.parse(text)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new StepProblem(`"${shown(text)}" is not an address to fetch from.`)
  if (url.protocol === 'https:' || allowPlain) return url
  throw new StepProblem(`${shown(text)} is not protected by TLS: use https, or set allowInsecureDownload to true.`)
}

function withoutCredentials(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'))
}

/** An address without what may be secret in it. */
export function shown(text: string): string {
  const url = URL.parse(text)
  if (!url) return text.slice(0, 200)
  return `${url.origin === 'null' ? `${url.protocol}//${url.host}` : url.origin}${url.pathname}`.slice(0, 300)
}
