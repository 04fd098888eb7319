import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '#lib/platform/config'
import { namesFor, prepareCertificates } from './certificates'

const now = new Date('2026-06-01T00:00:00Z')

describe('the local certificates', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'qd-tls-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const config = (url?: string) => readConfig({ QUARTERDECK_DATA: folder, ...(url ? { QUARTERDECK_URL: url } : {}) })

  it('are issued by an authority of our own, for every name that is used', async () => {
    const made = await prepareCertificates(config('https://fleet.example.net:3443'), now)
    const leaf = new X509Certificate(made.cert)
    expect(leaf.checkHost('fleet.example.net')).toBe('fleet.example.net')
    expect(leaf.checkHost('localhost')).toBe('localhost')
    expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1')
    const authority = new X509Certificate(made.authority)
    expect(leaf.checkIssued(authority) && leaf.verify(authority.publicKey)).toBe(true)
    expect(authority.ca).toBe(true)
  })

  it('stay the same until a name is missing or their end is near', async () => {
    const first = await prepareCertificates(config(), now)
    expect(await prepareCertificates(config(), now)).toEqual(first)
    const renamed = await prepareCertificates(config('https://other.example.net:3443'), now)
    expect(renamed.authority).toBe(first.authority)
    expect(renamed.cert).not.toBe(first.cert)
    const renewed = await prepareCertificates(
      config('https://other.example.net:3443'),
      new Date(now.getTime() + 380 * 86_400_000),
    )
    expect(renewed.cert).not.toBe(renamed.cert)
  })

  it('keep their keys from other users', async () => {
    await prepareCertificates(config(), now)
    for (const name of ['ca.key', 'server.key']) expect(statSync(path.join(folder, 'tls', name)).mode & 0o077).toBe(0)
  })

  it('name an address as an address', () => {
    expect(namesFor({ url: 'https://[fd00::7]:3443', host: '::' })).toContainEqual({ type: 'ip', value: 'fd00::7' })
    expect(namesFor({ url: 'https://10.0.0.7:3443', host: '0.0.0.0' })).toContainEqual({ type: 'ip', value: '10.0.0.7' })
  })
})
