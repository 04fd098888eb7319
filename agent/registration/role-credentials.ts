import { failureDelay, type Random, refreshDelay, refusedDelay } from '#agent/control-channel/backoff'
import { callOperation, type ControlPlane, Refusal } from '#agent/control-plane/control-plane'
import { Sleep } from '#agent/control-plane/sleep'
import { type AgentLog, reasonOf } from '#agent/log'
import { makeKeyPair, nodeKeyCredentials, publicKeyOf } from '#agent/registration/key-pair'
import { type Registration, saveRegistration } from '#agent/state/registration'
import type { Credentials } from '#lib/wire/sigv4'

interface RoleToken {
  credentials: Credentials
  expiresAt: number
  wantsNewKey: boolean
}

export interface RoleCredentialsOptions {
  plane: ControlPlane
  stateDirectory: string
  registration: Registration
  log: AgentLog
  random: Random
}

const lastingRefusals: readonly string[] = ['AccessDeniedException', 'MachineFingerprintDoesNotMatch']

/*
 * Temporary credentials of the node, renewed at half of their life. The server may ask for a new key pair with any token: the
 * new key is saved beside the old one before the server hears of it, so that a crash at any point leaves one that works.
 */
export class RoleCredentials {
  readonly #options: RoleCredentialsOptions
  readonly #sleep = new Sleep()
  #registration: Registration
  #token: RoleToken | undefined
  #waiting: ((credentials: Credentials) => void)[] = []

  constructor(options: RoleCredentialsOptions) {
    this.#options = options
    this.#registration = options.registration
  }

  /** Resolves as soon as there are credentials that are still valid. */
  current(): Promise<Credentials> {
    if (this.#token && this.#token.expiresAt > this.#options.plane.clock.now().getTime())
      return Promise.resolve(this.#token.credentials)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** The server would not take them: get others now rather than at half life. */
  renew(): void {
    this.#token = undefined
    this.#sleep.wake()
  }

  async keep(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const outcome = await this.#refresh()
      failures = outcome === 'failed' ? failures + 1 : 0
      await this.#sleep.for(this.#delay(outcome, failures), signal)
    }
  }

  #delay(outcome: 'renewed' | 'refused' | 'failed', failures: number): number {
    const { random, plane } = this.#options
    if (outcome === 'refused') return refusedDelay(random)
    if (outcome === 'failed' || !this.#token) return failureDelay(failures, random)
    return refreshDelay(this.#token.expiresAt - plane.clock.now().getTime(), random)
  }

  async #refresh(): Promise<'renewed' | 'refused' | 'failed'> {
    const { log, plane } = this.#options
    try {
      const token = await this.#requestToken()
      this.#token = token
      for (const resolve of this.#waiting.splice(0)) resolve(token.credentials)
      if (token.wantsNewKey) await this.#rotateKey()
      return 'renewed'
    } catch (thrown) {
      if (thrown instanceof Refusal && lastingRefusals.includes(thrown.code)) {
        log.error(
          'the server refuses this node: it was deregistered or replaced there; register again, or wait until it is accepted',
          {
            node: this.#registration.nodeId,
            server: plane.url,
            code: thrown.code,
          },
        )
        return 'refused'
      }
      log.warn('no credentials from the server, trying again', { server: plane.url, reason: reasonOf(thrown) })
      return 'failed'
    }
  }

  async #requestToken(): Promise<RoleToken> {
    const { privateKey, nextPrivateKey } = this.#registration
    try {
      return await this.#requestTokenWith(privateKey)
    } catch (thrown) {
      if (nextPrivateKey === undefined || !(thrown instanceof Refusal)) throw thrown
      const token = await this.#requestTokenWith(nextPrivateKey)
      this.#adoptKey(nextPrivateKey)
      return token
    }
  }

  async #requestTokenWith(privateKey: string): Promise<RoleToken> {
    const { nodeId, fingerprint } = this.#registration
    const credentials = nodeKeyCredentials(nodeId, privateKey)
    return parseToken(
      await callOperation(this.#options.plane, 'RequestManagedInstanceRoleToken', {
        body: { Fingerprint: fingerprint },
        credentials,
      }),
    )
  }

  async #rotateKey(): Promise<void> {
    const { plane, log } = this.#options
    const next = this.#registration.nextPrivateKey ?? (await makeKeyPair()).privateKey
    this.#save({ ...this.#registration, nextPrivateKey: next })
    const credentials = nodeKeyCredentials(this.#registration.nodeId, this.#registration.privateKey)
    try {
      const body = { NewPublicKey: publicKeyOf(next), NewPublicKeyType: 'Rsa' }
      await callOperation(plane, 'UpdateManagedInstancePublicKey', { body, credentials })
      this.#adoptKey(next)
      log.info('the key pair of this node was replaced')
    } catch (thrown) {
      // The token just received stays good; the next one asks for the rotation again.
      log.warn('the key pair could not be replaced yet', { reason: reasonOf(thrown) })
    }
  }

  #adoptKey(privateKey: string): void {
    const { nextPrivateKey: _, ...registration } = this.#registration
    this.#save({ ...registration, privateKey })
  }

  #save(registration: Registration): void {
    saveRegistration(this.#options.stateDirectory, registration)
    this.#registration = registration
  }
}

function parseToken(answer: Readonly<Record<string, unknown>>): RoleToken {
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    TokenExpirationDate: expires,
  } = answer
  const isWhole = typeof accessKeyId === 'string' && typeof secretAccessKey === 'string' && typeof sessionToken === 'string'
  if (!isWhole || typeof expires !== 'number') throw new Error('the answer to RequestManagedInstanceRoleToken lacks a field')
  const credentials = { accessKeyId, secretAccessKey, sessionToken }
  return { credentials, expiresAt: expires * 1000, wantsNewKey: answer['UpdateKeyPair'] === true }
}
