import { Refusal } from '#agent/control-plane/control-plane'
import { reasonOf } from '#agent/log'
import type { FleetClient } from './fleet-client'
import { fingerprintOf, type FleetNode, type FleetState } from './fleet-state'
import type { Gate } from './gate'
import type { Machine } from './machine'

export interface Activation {
  id: string
  code: string
}

export interface Registering {
  client: FleetClient
  gate: Gate
  state: FleetState
  activation: Activation
  signal: AbortSignal
  /** Called now and then while nodes join. */
  onRegistered(): void
}

export interface Candidate {
  name: string
  machine: Machine
  localAddress: string | undefined
}

const throttlePauseMilliseconds = 2000

/** Registers all candidates through the one activation; the state's list keeps their order. */
export async function registerNodes(registering: Registering, candidates: readonly Candidate[]): Promise<void> {
  const { gate, state, onRegistered } = registering
  const joined: (FleetNode | undefined)[] = candidates.map(() => undefined)
  const before = state.nodes
  await Promise.all(
    candidates.map((candidate, index) =>
      gate.run(async () => {
        const nodeId = await registerOne(registering, candidate)
        joined[index] = { nodeId, name: candidate.name, machine: candidate.machine }
        state.nodes = [...before, ...joined.filter((node) => node !== undefined)]
        onRegistered()
      }),
    ),
  )
}

async function registerOne(registering: Registering, { name, localAddress }: Candidate): Promise<string> {
  const { client, state, activation, signal } = registering
  const body = {
    ActivationCode: activation.code,
    ActivationId: activation.id,
    Fingerprint: fingerprintOf(state, name),
    PublicKey: state.publicKey,
    PublicKeyType: 'Rsa',
  }
  for (;;) {
    signal.throwIfAborted()
    try {
      const { InstanceId: nodeId } = await client.operation('RegisterManagedInstance', { body, localAddress })
      return String(nodeId)
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.code !== 'ThrottlingException')
        throw new Error(`${name} could not be registered: ${reasonOf(thrown)}`, { cause: thrown })
      await new Promise((resolve) => setTimeout(resolve, throttlePauseMilliseconds))
    }
  }
}

const nodesPerAddress = 150

/**
 * A control plane counts registrations by address, and the nodes of a real fleet have one each. On Linux every address of
 * 127.0.0.0/8 is this machine, so that a local fleet can be told apart; elsewhere registration takes its time.
 */
export function loopbackAddress(url: string, index: number): string | undefined {
  const isLocal = ['localhost', '127.0.0.1'].includes(new URL(url).hostname)
  if (!isLocal || process.platform !== 'linux') return undefined
  const group = Math.floor(index / nodesPerAddress)
  return `127.0.${1 + Math.floor(group / 250)}.${1 + (group % 250)}`
}
