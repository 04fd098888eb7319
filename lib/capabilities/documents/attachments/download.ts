/** Fetches one file of an address that a user gave: never from this machine or its cloud's metadata, unless an owner allowed that origin. */
import { lookup as systemLookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'
import type { Readable } from 'node:stream'

export interface Download {
  url: string
  /** Origins that may be anywhere. */
  allowedOrigins: readonly string[]
  signal: AbortSignal
}

const maxRedirects = 5
const silenceMs = 30_000

/** The body of the answer; throws an Error whose message is for users. */
export async function download(wanted: Download): Promise<Readable> {
  let url = wanted.url
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const answer = await request({ ...wanted, url })
    const { statusCode = 0, headers } = answer
    if (statusCode === 200) return answer
    answer.resume()
    const next = statusCode >= 300 && statusCode < 400 ? URL.parse(headers.location ?? '', url) : undefined
    if (!next) throw new Error(`${hostOf(url)} answered ${statusCode} ${answer.statusMessage ?? ''}`.trim() + hintFor(statusCode))
    if (next.protocol !== 'https:' && next.protocol !== 'http:') throw new Error(`${hostOf(url)} redirects to ${next.protocol}`)
    url = next.href
  }
  throw new Error(`${hostOf(wanted.url)} redirects more than ${maxRedirects} times`)
}

function request({ url: text, allowedOrigins, signal }: Download): Promise<http.IncomingMessage> {
  const url = new URL(text)
  const guarded = !allowedOrigins.includes(url.origin)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    const refuse = (cause: unknown) => reject(new Error(`${hostOf(text)} cannot be reached: ${messageOf(cause)}`))
    if (guarded && isIP(host) && isForbidden(host)) return refuse(forbidden(host))
    const { get } = url.protocol === 'https:' ? https : http
    const asked = get(url, { signal, timeout: silenceMs, ...(guarded ? { lookup: guardedLookup } : {}) }, resolve)
    asked.on('timeout', () => asked.destroy(new Error('no answer for 30 seconds')))
    asked.on('error', refuse)
  })
}

const guardedLookup: LookupFunction = (host, options, callback) => {
  systemLookup(host, { ...options, all: true }, (failure, addresses) => {
    const bad = failure ? undefined : addresses.find(({ address }) => isForbidden(address))
    const error = failure ?? (bad ? forbidden(bad.address) : null)
    if (error) return callback(error, '', 0)
    if (options.all) return callback(null, addresses)
    const [first] = addresses
    callback(null, first?.address ?? '', first?.family ?? 0)
  })
}

function forbidden(address: string): Error {
  return new Error(
    `${address} is an address of the server itself; an owner can allow it with /quarterdeck/documents/attachment-origins`,
  )
}

const own = new BlockList()
own.addSubnet('127.0.0.0', 8, 'ipv4')
own.addSubnet('169.254.0.0', 16, 'ipv4')
own.addSubnet('0.0.0.0', 8, 'ipv4')
own.addAddress('::1', 'ipv6')
own.addAddress('::', 'ipv6')
own.addSubnet('fe80::', 10, 'ipv6')
own.addSubnet('fd00:ec2::', 32, 'ipv6')

/** An IPv4 address in the clothes of IPv6 is checked as what it is. */
export function isForbidden(address: string): boolean {
  return own.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** AWS reads with the rights of whoever made the document; we have no credentials of theirs. */
function hintFor(statusCode: number): string {
  return statusCode === 401 || statusCode === 403
    ? ' (AccessDenied): files are read without credentials; let everybody read this one, or give a presigned https:// address'
    : ''
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? 'The address'
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'it failed'
  if (cause.message !== '') return cause.message
  return 'code' in cause ? String(cause.code) : 'it failed'
}
