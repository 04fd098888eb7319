import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { systemClock } from '#lib/platform/clock'
import { signRequest } from '#lib/wire/sigv4'
import { authenticate, type KeySources } from './authenticate'
import { nodeHasher } from './node-hasher'

const nodeId = 'mi-0123456789abcdef0'
const registered = generateKeyPairSync('rsa', { modulusLength: 2048 })
const another = generateKeyPairSync('rsa', { modulusLength: 2048 })

function sources(nodes: Readonly<Record<string, KeyObject>>): KeySources {
  return {
    signingKeys: { find: async () => undefined, noteUse() {}, close() {} },
    openNodeCredentials: async () => undefined,
    findNodeKeys: async (id) => nodes[id] && { accountId: '000000000001', keys: [nodes[id]] },
    confirmNodeKey: async () => {},
  }
}

/** As a node asks for its credentials. */
async function ask(privateKey: KeyObject, keys: KeySources) {
  const pss = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  const body = Buffer.from('{"Fingerprint":"aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"}')
  const headers = signRequest({
    method: 'POST',
    url: 'https://localhost:3443/',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.RequestManagedInstanceRoleToken',
    },
    body,
    credentials: { accessKeyId: nodeId, sign: (text) => sign('sha256', Buffer.from(text), pss).toString('base64') },
    region: 'local-1',
    service: 'ssm',
    date: new Date(),
    hasher: nodeHasher,
  })
  const client = { sourceIp: '192.0.2.1', userAgent: 'test' }
  return authenticate({ clock: systemClock }, keys, {
    http: { method: 'POST', url: '/', headers, body },
    client,
    services: ['ssm'],
  })
}

describe('a request signed with the key of a node', () => {
  it('is of that node', async () => {
    expect(await ask(registered.privateKey, sources({ [nodeId]: registered.publicKey }))).toMatchObject({ kind: 'node', nodeId })
  })

  it('is refused when the key is another one', async () => {
    const call = ask(another.privateKey, sources({ [nodeId]: registered.publicKey }))
    await expect(call).rejects.toMatchObject({ code: 'InvalidSignatureException' })
  })

  it('is refused when there is no such node, with a code on which its agent asks again within the half hour', async () => {
    await expect(ask(registered.privateKey, sources({}))).rejects.toMatchObject({ code: 'UnrecognizedClientException' })
  })
})
