import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createPublicKey } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { failureDelay, dropDelay, refreshDelay, refusedDelay } from '#agent/control-channel/backoff'
import { createAgentLog } from '#agent/log'
import { registerAgent } from '#agent/registration/register-agent'
import { publicKeyOf } from '#agent/registration/key-pair'
import { runAgent } from '#agent/run-agent'
import { findRegistration, registrationFile, requireRegistration, saveRegistration } from '#agent/state/registration'
import { registerWith, temporaryDirectory } from '#agent/testing/agent-process'
import { makeCertificate } from '#agent/testing/certificate'
import { connected } from '#agent/testing/job-replies'
import { MockControlPlane, type Seen } from '#agent/testing/mock-control-plane'

let state: ReturnType<typeof temporaryDirectory>
let mock: MockControlPlane
let stop: AbortController
let running: Promise<void> | undefined
let log: string

beforeEach(async () => {
  state = temporaryDirectory()
  mock = await MockControlPlane.start()
  stop = new AbortController()
  running = undefined
  log = ''
})

afterEach(async () => {
  stop.abort()
  await running
  await mock.stop()
  state.remove()
})

let logged: () => void = () => undefined
function start(): void {
  const write = (line: string) => {
    log += line
    logged()
  }
  running = runAgent({ stateDirectory: state.path, signal: stop.signal, log: createAgentLog('info', write) })
}

function untilLogged(pattern: RegExp): Promise<void> {
  return new Promise((resolve) => {
    logged = () => {
      if (pattern.test(log)) resolve()
    }
    logged()
  })
}

const called = (operation: string, times = 1) =>
  mock.until(() => {
    const calls = mock.seen.filter(
      (seen): seen is Extract<Seen, { kind: 'operation' }> => seen.kind === 'operation' && seen.operation === operation,
    )
    return calls[times - 1]
  })

const options = () => ({
  url: mock.url,
  activationCode: mock.activation.code,
  activationId: mock.activation.id,
  stateDirectory: state.path,
  ca: mock.certificate.certificate,
})

describe('registration', () => {
  it('sends a key, a fingerprint and the activation, unsigned, and keeps the rest private', async () => {
    const { nodeId } = await registerAgent(options())
    const { body, headers } = await called('RegisterManagedInstance')
    expect(headers.authorization).toBeUndefined()
    expect(body).toMatchObject({ ActivationCode: mock.activation.code, ActivationId: mock.activation.id, PublicKeyType: 'Rsa' })
    expect(body['Fingerprint']).toMatch(/^[0-9a-f-]{36}$/)
    const key = createPublicKey({ key: Buffer.from(String(body['PublicKey']), 'base64'), format: 'der', type: 'spki' })
    expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect(statSync(registrationFile(state.path)).mode & 0o777).toBe(0o600)
    expect(requireRegistration(state.path)).toMatchObject({ nodeId, url: mock.url, region: 'local-1' })
    expect(readFileSync(registrationFile(state.path), 'utf8')).not.toContain(mock.activation.code)
  })

  it('is not repeated without being asked for', async () => {
    const first = await registerAgent(options())
    await expect(registerAgent(options())).rejects.toThrow(/registered already/)
    const second = await registerAgent({ ...options(), replace: true })
    expect(second.nodeId).not.toBe(first.nodeId)
  })

  it('says what the server says when it is refused', async () => {
    mock.behaviour.refusals.set('RegisterManagedInstance', { status: 400, code: 'InvalidActivation' })
    await expect(registerAgent(options())).rejects.toThrow(/refused the registration. InvalidActivation/)
    expect(findRegistration(state.path)).toBeUndefined()
  })

  it('trusts nobody but the given authority', async () => {
    const { certificate } = await makeCertificate()
    await expect(registerAgent({ ...options(), ca: certificate })).rejects.toThrow(/could not be reached/)
  })

  it('verifies the name of the server', async () => {
    const elsewhere = await MockControlPlane.start(await makeCertificate(['elsewhere.example']))
    const { url, certificate } = elsewhere
    await expect(registerAgent({ ...options(), url, ca: certificate.certificate })).rejects.toThrow(
      /could not be reached.*altnames/,
    )
    await elsewhere.stop()
  })

  it.each(['http://localhost:3443', 'https://localhost/path', 'localhost:3443'])('refuses the address %s', async (url) => {
    await expect(registerAgent({ ...options(), url })).rejects.toThrow(/not an https address/)
  })

  it('that cannot be read is named with its file', () => {
    writeFileSync(registrationFile(state.path), '{"nodeId":"mi-1"}')
    expect(() => requireRegistration(state.path)).toThrow(/registration.json cannot be read/)
  })
})

describe('temporary credentials', () => {
  it('are asked for with the key of the node and renewed at half of their life', async () => {
    mock.behaviour.tokenSeconds = 3
    await registerWith(mock, state.path)
    start()
    const { body } = await called('RequestManagedInstanceRoleToken')
    expect(body['Fingerprint']).toBe(requireRegistration(state.path).fingerprint)
    await called('RequestManagedInstanceRoleToken', 2)
  })

  it('are renewed when the server does not take them', async () => {
    const nodeId = await registerWith(mock, state.path)
    mock.behaviour.refusals.set('control-channel', { status: 403, code: 'AccessDeniedException' })
    start()
    await called('RequestManagedInstanceRoleToken', 2)
    mock.behaviour.refusals.clear()
    await connected(mock, nodeId)
  })

  it('come with a new key when the server wants one', async () => {
    mock.behaviour.updateKeyPair = true
    mock.behaviour.tokenSeconds = 3
    const nodeId = await registerWith(mock, state.path)
    const before = requireRegistration(state.path).privateKey
    start()
    await called('UpdateManagedInstancePublicKey')
    await called('RequestManagedInstanceRoleToken', 2)
    const after = requireRegistration(state.path)
    expect(after.privateKey).not.toBe(before)
    expect(after.nextPrivateKey).toBeUndefined()
    expect(mock.keys.get(nodeId)).toBe(publicKeyOf(after.privateKey))
  })

  it('are found with the next key when the answer to a rotation was lost', async () => {
    const nodeId = await registerWith(mock, state.path)
    const { privateKey, ...registration } = requireRegistration(state.path)
    const other = temporaryDirectory()
    await registerWith(mock, other.path)
    const old = requireRegistration(other.path).privateKey
    other.remove()
    saveRegistration(state.path, { ...registration, privateKey: old, nextPrivateKey: privateKey })
    start()
    await connected(mock, nodeId)
    expect(requireRegistration(state.path).privateKey).toBe(privateKey)
  })

  it.each(['AccessDeniedException', 'MachineFingerprintDoesNotMatch'])(
    'refused with %s are said clearly and not asked for again soon',
    async (code) => {
      await registerWith(mock, state.path)
      mock.behaviour.refusals.set('RequestManagedInstanceRoleToken', { status: 400, code })
      start()
      await untilLogged(/the server refuses this node/)
      expect(log).toContain(code)
      expect(
        mock.seen.filter((seen) => seen.kind === 'operation' && seen.operation === 'RequestManagedInstanceRoleToken'),
      ).toHaveLength(1)
    },
  )
})

describe('a server that went away', () => {
  it('is found again when it is back', async () => {
    const nodeId = await registerWith(mock, state.path)
    start()
    await connected(mock, nodeId)
    await mock.stop()
    await untilLogged(/no connection to the server/)
    await mock.listen()
    await connected(mock, nodeId, 2)
  })
})

describe('waiting', () => {
  const low = () => 0
  const high = () => 1
  it.each([
    [1, 1_000, 2_000],
    [2, 2_000, 4_000],
    [5, 16_000, 32_000],
    [9, 150_000, 300_000],
    [500, 150_000, 300_000],
  ])('after failure %i is from %i to %i ms', (failures, least, most) => {
    expect([failureDelay(failures, low), failureDelay(failures, high)]).toEqual([least, most])
  })

  it('after a drop is short and spread', () => expect([dropDelay(low), dropDelay(high)]).toEqual([0, 2_500]))
  it('after a lasting refusal is half an hour', () =>
    expect([refusedDelay(low), refusedDelay(high)]).toEqual([1_500_000, 1_800_000]))
  it('for a token is half of what is left, and never nothing', () => {
    expect([refreshDelay(3_600_000, low), refreshDelay(3_600_000, high), refreshDelay(-5, high)]).toEqual([
      1_620_000, 1_800_000, 1_000,
    ])
  })
})
