/** The local certificate authority and the server's certificate, made at first start and renewed a month before their end. */
import 'reflect-metadata'
import { X509Certificate as NodeCertificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import * as x509 from '@peculiar/x509'
import type { Config } from '#lib/platform/config'

export interface Certificates {
  cert: string
  key: string
  /** PEM of the authority: what agents and the aws CLI trust. */
  authority: string
  /** SHA-256 of the authority's certificate (DER), hex: part of the install command. */
  authorityFingerprint: string
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const day = 86_400_000
const renewBefore = 30 * day

export async function prepareCertificates(config: Config, now: Date): Promise<Certificates> {
  const folder = path.join(config.dataDirectory, 'tls')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  x509.cryptoProvider.set(crypto)
  const files = filesIn(folder)
  if (!existsSync(files.authority) || !existsSync(files.authorityKey)) await makeAuthority(files, now)
  if (!serves(files, config, now)) await makeLeaf(files, config, now)
  const authority = readFileSync(files.authority, 'utf8')
  return {
    cert: readFileSync(files.cert, 'utf8') + authority,
    key: readFileSync(files.key, 'utf8'),
    authority,
    authorityFingerprint: fingerprintOf(authority),
  }
}

/** As `openssl x509 -fingerprint -sha256` has it, in lower case without colons. */
export function fingerprintOf(pem: string): string {
  return new NodeCertificate(pem).fingerprint256.replaceAll(':', '').toLowerCase()
}

function filesIn(folder: string) {
  const file = (name: string) => path.join(folder, name)
  return { authority: file('ca.pem'), authorityKey: file('ca.key'), cert: file('server.pem'), key: file('server.key') }
}

type Files = ReturnType<typeof filesIn>

/** Names that the certificate has to carry, besides every local one. */
export function namesFor(config: Pick<Config, 'url' | 'host'>): readonly x509.JsonGeneralName[] {
  const given = new URL(config.url).hostname.replace(/^\[|\]$/g, '')
  const hosts = [...new Set([given, 'localhost', hostname().toLowerCase(), '127.0.0.1', '::1'])]
  return hosts.map((host) => ({ type: /^[\d.]+$|:/.test(host) ? 'ip' : 'dns', value: host }))
}

function serves(files: Files, config: Config, now: Date): boolean {
  if (!existsSync(files.cert) || !existsSync(files.key)) return false
  const certificate = new NodeCertificate(readFileSync(files.cert))
  const covered = namesFor(config).every(({ type, value }) =>
    type === 'ip' ? certificate.checkIP(String(value)) : certificate.checkHost(String(value)),
  )
  const authority = new NodeCertificate(readFileSync(files.authority))
  return covered && certificate.checkIssued(authority) && Date.parse(certificate.validTo) - now.getTime() > renewBefore
}

async function makeAuthority(files: Files, now: Date): Promise<void> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=Quarterdeck local authority ${hostname().slice(0, 30)}`,
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + 3650 * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  write(files.authorityKey, await privatePem(keys.privateKey), 0o600)
  write(files.authority, `${certificate.toString('pem')}\n`, 0o644)
}

async function makeLeaf(files: Files, config: Config, now: Date): Promise<void> {
  const authority = new x509.X509Certificate(readFileSync(files.authority, 'utf8'))
  const signingKey = await importPrivate(readFileSync(files.authorityKey, 'utf8'))
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=Quarterdeck',
    issuer: authority.subject,
    notBefore: new Date(now.getTime() - day),
    notAfter: new Date(now.getTime() + 397 * day),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([...namesFor(config)]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authority),
    ],
  })
  write(files.key, await privatePem(keys.privateKey), 0o600)
  write(files.cert, `${certificate.toString('pem')}\n`, 0o644)
}

async function privatePem(key: CryptoKey): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', key)
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`
}

async function importPrivate(pem: string): Promise<CryptoKey> {
  const der = x509.PemConverter.decode(pem)[0]
  if (!der) throw new Error('The key of the local certificate authority cannot be read: restore tls/ca.key from a backup.')
  return crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign'])
}

function serialNumber(): string {
  return `0${Buffer.from(crypto.getRandomValues(new Uint8Array(15))).toString('hex')}`
}

/** Whole or not at all: a crash leaves the old file. */
function write(file: string, content: string, mode: number): void {
  const part = `${file}.${process.pid}`
  writeFileSync(part, content, { mode })
  renameSync(part, file)
}
