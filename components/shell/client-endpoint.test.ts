import { describe, expect, it } from 'vitest'
import { clientEndpoint } from './client-endpoint'
import { cliProfile, fetchCa } from './profile-text'

const session = { url: 'https://deck.example.test:3443', region: 'local-1' }

describe('how tools reach the installation', () => {
  it.each([
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['https://localhost:3443', undefined],
    ['http://deck.example.test', undefined],
    ['', undefined],
  ])('from a page at %j plain http is %j', (origin, here) => expect(clientEndpoint(session, origin).here).toBe(here))

  it('names the certificate authority wherever the address is https', () => {
    const { anywhere, region } = clientEndpoint(session, 'https://deck.example.test:3443')
    expect(cliProfile({ url: anywhere, region })).toContain('ca_bundle = $HOME/.aws/quarterdeck-ca.pem')
    expect(fetchCa(anywhere)).toContain(`${session.url}/agent/ca.pem`)
    expect(cliProfile({ url: 'http://localhost:3000', region })).not.toContain('ca_bundle')
  })
})
