import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import { downloadFile, DownloadRefused, type FileDownload } from '#agent/downloads/download-file'
import { resolveSecret } from '#agent/plugins/download-content/secrets'
import type { Fetched, Fetching, Source } from '#agent/plugins/download-content/sources'
import { choiceInput, flagInput, requiredText, textInput } from '#agent/plugins/inputs'
import { InvalidInputs } from '#agent/plugins/plugin'

type AuthMethod = 'None' | 'Basic' | 'Digest'

interface HttpAddress {
  url: string
  allowPlain: boolean
  authMethod: AuthMethod
  username: string
  password: string
  sha256: string | undefined
}

const methods: readonly AuthMethod[] = ['None', 'Basic', 'Digest']

/** `{"url", "allowInsecureDownload", "authMethod", "username", "password", "sha256"}`. */
export function httpSource(info: Readonly<Record<string, unknown>>): Source {
  const address: HttpAddress = {
    url: requiredText(info, 'url'),
    allowPlain: flagInput(info, 'allowInsecureDownload'),
    authMethod: textInput(info, 'authMethod') === '' ? 'None' : choiceInput(info, 'authMethod', methods),
    username: textInput(info, 'username'),
    password: textInput(info, 'password'),
    sha256: hashInput(info),
  }
  if (address.authMethod !== 'None' && address.username === '')
    throw new InvalidInputs(`username is missing, which authMethod ${address.authMethod} needs`)
  return { fetch: (fetching) => fetchAddress(address, fetching) }
}

export function hashInput(info: Readonly<Record<string, unknown>>): string | undefined {
  const text = textInput(info, 'sha256')
  if (text === '') return undefined
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new InvalidInputs('sha256 must be 64 hexadecimal digits')
  return text
}

async function fetchAddress(address: HttpAddress, fetching: Fetching): Promise<Fetched> {
  const { context, connections, signal, staging } = fetching
  const file = path.join(staging, 'file')
  const { url, allowPlain, sha256 } = address
  const download = { url, file, allowPlain, sha256, limit: context.node.downloadBytes, connections, signal }
  await fetchAs(address, download, fetching)
  return { kind: 'file', file, name: nameOf(address.url) }
}

async function fetchAs(address: HttpAddress, download: FileDownload, fetching: Fetching): Promise<unknown> {
  if (address.authMethod === 'None') return downloadFile(download)
  const [username, password] = await Promise.all([
    resolveSecret(address.username, fetching),
    resolveSecret(address.password, fetching),
  ])
  if (address.authMethod === 'Basic') {
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
    return downloadFile({ ...download, headers: { authorization } })
  }
  try {
    return await downloadFile(download)
  } catch (thrown) {
    if (!(thrown instanceof DownloadRefused) || thrown.status !== 401) throw thrown
    const authorization = digestAnswer(thrown.challenge ?? '', { username, password, url: address.url })
    if (authorization === undefined) throw thrown
    return downloadFile({ ...download, headers: { authorization } })
  }
}

/** RFC 7616 for a GET; nothing when the challenge is of another kind. */
export function digestAnswer(
  challenge: string,
  { username, password, url }: { username: string; password: string; url: string },
  clientNonce = randomBytes(16).toString('hex'),
): string | undefined {
  if (!/^digest /i.test(challenge)) return undefined
  const terms = new Map(
    [...challenge.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)].map(([, name = '', quoted, bare]) => [
      name.toLowerCase(),
      quoted ?? bare ?? '',
    ]),
  )
  const [realm = '', nonce = '', algorithm = 'MD5'] = [terms.get('realm'), terms.get('nonce'), terms.get('algorithm')]
  const hashName = { md5: 'md5', 'sha-256': 'sha256' }[algorithm.toLowerCase()]
  if (hashName === undefined) return undefined
  const hash = (text: string) => createHash(hashName).update(text).digest('hex')
  const { pathname, search } = new URL(url)
  const uri = pathname + search
  const secret = hash(`${username}:${realm}:${password}`)
  const isPlainQop = terms.get('qop') === undefined
  const middle = isPlainQop ? nonce : `${nonce}:00000001:${clientNonce}:auth`
  const response = hash(`${secret}:${middle}:${hash(`GET:${uri}`)}`)
  const quality = isPlainQop ? '' : `, qop=auth, nc=00000001, cnonce="${clientNonce}"`
  const opaque = terms.has('opaque') ? `, opaque="${terms.get('opaque')}"` : ''
  return `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", algorithm=${algorithm}, response="${response}"${quality}${opaque}`
}

function nameOf(url: string): string {
  const last = URL.parse(url)?.pathname.split('/').pop() ?? ''
  const name = decoded(last)
  return name === '' || name === '.' || name === '..' || name.includes('/') ? 'download' : name
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
