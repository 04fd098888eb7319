/**
 * A node without a machine: credentials -> CreateControlChannel -> WebSocket -> jobs, as an agent does it, and again after a
 * cut. Kept small, because there are thousands: no timer of its own while it is connected, no job list before its first job.
 */
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { dropDelay, failureDelay } from '#agent/control-channel/backoff'
import { firstFrame, parseToken, upgradeRequest } from '#agent/control-channel/handshake'
import { type ControlPlane, Refusal } from '#agent/control-plane/control-plane'
import { nodeKeyCredentials } from '#agent/registration/key-pair'
import { reasonOf } from '#agent/log'
import { agentName, agentVersion } from '#agent/version'
import { nodeHasher } from '#lib/api/node-hasher'
import { encodeJsonMessage } from '#lib/wire/agent-message'
import type { Credentials } from '#lib/wire/sigv4'
import type { FleetClient } from './fleet-client'
import { fingerprintOf, type FleetNode, type FleetState } from './fleet-state'
import type { Gate } from './gate'
import { JobDesk } from './job-desk'
import { nodeAddress } from './machine'

/** What all nodes of a fleet have in common. */
export interface FleetShare {
  plane: ControlPlane
  client: FleetClient
  gate: Gate
  state: FleetState
  /** In percent of jobs. */
  failPercent: number
  onChange(node: SimulatedNode): void
  onProblem(node: SimulatedNode, reason: string): void
}

interface Token {
  credentials: Credentials
  refreshAt: number
}

const informMilliseconds = 5 * 60_000
const openWithinMilliseconds = 30_000

export class SimulatedNode {
  readonly record: FleetNode
  readonly desk: JobDesk
  readonly #share: FleetShare
  readonly #address: string
  #token: Token | undefined
  #socket: WebSocket | undefined
  #isPinged = false
  #informAt = 0
  #failures = 0
  #retry: NodeJS.Timeout | undefined
  #isStopped = false

  constructor(share: FleetShare, record: FleetNode, index: number) {
    this.#share = share
    this.record = record
    this.#address = nodeAddress(index)
    this.desk = new JobDesk({ ...record, address: this.#address, failPercent: share.failPercent })
  }

  get isConnected(): boolean {
    return this.#socket !== undefined
  }

  /** Tries until it is connected, and again whenever it is cut, until `stop`. */
  async connect(): Promise<void> {
    if (this.#isStopped) return
    try {
      await this.#share.gate.run(() => this.#open())
      this.#failures = 0
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.code === 'AccessDeniedException') this.#token = undefined
      this.#failures += 1
      this.#share.onProblem(this, reasonOf(thrown))
      this.#connectIn(failureDelay(this.#failures, Math.random))
    }
  }

  /** Now and then: is the connection alive, are credentials and information fresh. */
  visit(now: number): void {
    if (!this.#socket) return
    if (this.#isPinged) return this.#socket.terminate()
    this.#isPinged = true
    this.#socket.ping('keepalive')
    if (now < this.#informAt && now < (this.#token?.refreshAt ?? 0)) return
    this.#inform().catch((thrown: unknown) => this.#share.onProblem(this, reasonOf(thrown)))
  }

  /** Cuts the connection as a broken network does. */
  cut(): void {
    this.#socket?.terminate()
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#retry)
    this.desk.stop()
    this.#socket?.terminate()
  }

  #connectIn(milliseconds: number): void {
    if (this.#isStopped) return
    this.#retry = setTimeout(() => void this.connect(), milliseconds)
  }

  async #open(): Promise<void> {
    if (Date.now() >= this.#informAt) await this.#inform()
    const { plane } = this.#share
    const credentials = await this.#credentials()
    const token = await this.#createChannel(credentials)
    const { url, headers } = upgradeRequest(plane, this.record.nodeId, credentials)
    const socket = new WebSocket(url, {
      headers,
      perMessageDeflate: false,
      handshakeTimeout: openWithinMilliseconds,
      createConnection: this.#share.client.openSocket,
    })
    await this.#opened(socket, firstFrame(token, this.record.machine.platformType))
  }

  #opened(socket: WebSocket, frame: string): Promise<void> {
    return new Promise((resolve, reject) => {
      socket.on('error', (thrown) => reject(thrown))
      socket.on('close', (code) => {
        reject(new Error(`closed with code ${code}`))
        this.#closed(socket)
      })
      socket.on('pong', () => this.#heard())
      socket.on('message', (data: Buffer) => {
        this.#heard()
        this.desk.receive(data)
      })
      socket.on('open', () => {
        if (this.#isStopped) return socket.terminate()
        this.#socket = socket
        this.#isPinged = false
        this.desk.connected((type, payload, messageId = randomUUID()) => {
          if (socket.readyState === WebSocket.OPEN)
            socket.send(encodeJsonMessage({ type, payload, messageId, createdAt: new Date() }, nodeHasher))
        })
        socket.send(frame)
        this.#share.onChange(this)
        resolve()
      })
    })
  }

  #heard(): void {
    this.#isPinged = false
  }

  #closed(socket: WebSocket): void {
    if (this.#socket !== socket) return
    this.#socket = undefined
    this.desk.disconnected()
    this.#share.onChange(this)
    this.#connectIn(dropDelay(Math.random))
  }

  async #createChannel(credentials: Credentials): Promise<string> {
    const { status, body } = await this.#share.client.call({
      path: `/v1/control-channel/${this.record.nodeId}`,
      headers: { 'content-type': 'application/json' },
      body: { MessageSchemaVersion: '1.0', RequestId: randomUUID() },
      service: 'ssmmessages',
      credentials,
    })
    const token = status === 201 ? parseToken(body) : undefined
    if (token !== undefined) return token
    throw new Refusal(status === 403 ? 'AccessDeniedException' : `HTTP ${status}`, 'the control channel was not created')
  }

  async #inform(): Promise<void> {
    const { platformName, platformType, platformVersion, agentUser } = this.record.machine
    const body = {
      AgentName: agentName,
      AgentStatus: 'Active',
      AgentUser: agentUser,
      AgentVersion: agentVersion,
      ComputerName: this.record.name,
      IPAddress: this.#address,
      InstanceId: this.record.nodeId,
      PlatformName: platformName,
      PlatformType: platformType,
      PlatformVersion: platformVersion,
      SSMConnectionChannel: 'ssmmessages',
    }
    await this.#share.client.operation('UpdateInstanceInformation', { body, credentials: await this.#credentials() })
    this.#informAt = Date.now() + informMilliseconds
  }

  async #credentials(): Promise<Credentials> {
    const now = Date.now()
    if (this.#token && now < this.#token.refreshAt) return this.#token.credentials
    const { client, state } = this.#share
    const answer = await client.operation('RequestManagedInstanceRoleToken', {
      body: { Fingerprint: fingerprintOf(state, this.record.name) },
      credentials: nodeKeyCredentials(this.record.nodeId, state.privateKey),
    })
    const credentials = {
      accessKeyId: String(answer['AccessKeyId']),
      secretAccessKey: String(answer['SecretAccessKey']),
      sessionToken: String(answer['SessionToken']),
    }
    const expiresAt = Number(answer['TokenExpirationDate']) * 1000
    this.#token = { credentials, refreshAt: now + (expiresAt - now) / 2 }
    return credentials
  }
}
