/** What makes a second start the same fleet: ids, names and the one key pair that all its nodes share. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { makeKeyPair, publicKeyOf } from '#agent/registration/key-pair'
import { readIfThere, writePrivately } from '#agent/state/state-directory'
import type { Machine } from './machine'

export interface FleetNode {
  nodeId: string
  name: string
  machine: Machine
}

export interface FleetState {
  /** PEM. Making one key pair for each of thousands of nodes would take minutes, and would show nothing. */
  privateKey: string
  publicKey: string
  seed: string
  nodes: FleetNode[]
}

const fileIn = (directory: string): string => path.join(directory, 'fleet.json')

export async function openFleetState(directory: string | undefined): Promise<FleetState> {
  const known = directory === undefined ? undefined : findFleetState(directory)
  if (known) return known
  const { privateKey } = await makeKeyPair()
  return { privateKey, publicKey: publicKeyOf(privateKey), seed: randomUUID(), nodes: [] }
}

export function findFleetState(directory: string): FleetState | undefined {
  const text = readIfThere(fileIn(directory))
  // The guarantee of this cast: nobody but `saveFleetState` writes this file, and never half of it.
  return text === undefined ? undefined : (JSON.parse(text) as FleetState)
}

export function saveFleetState(directory: string | undefined, state: FleetState): void {
  if (directory === undefined) return
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  writePrivately(fileIn(directory), JSON.stringify(state))
}

/** A UUID that is always the same for this node. */
export function fingerprintOf({ seed }: FleetState, name: string): string {
  const hex = createHash('sha256').update(`${seed} ${name}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
