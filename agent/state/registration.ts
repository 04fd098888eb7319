import { createPrivateKey } from 'node:crypto'
import path from 'node:path'
import { readIfThere, writePrivately } from '#agent/state/state-directory'

export interface Registration {
  nodeId: string
  url: string
  region: string
  name: string
  fingerprint: string
  /** PKCS #8, PEM. Replaced by key rotation. */
  privateKey: string
  /** Made by a rotation whose answer has not come yet: the server may know this key, or still the one before. */
  nextPrivateKey?: string
  /** PEM of the certificate authority given at registration. */
  ca?: string
}

const required = ['nodeId', 'url', 'region', 'name', 'fingerprint', 'privateKey'] as const

/** The agent cannot go on as it is; the message says what to do. */
export class AgentProblem extends Error {}

export function findRegistration(stateDirectory: string): Registration | undefined {
  const file = registrationFile(stateDirectory)
  const text = readIfThere(file)
  return text === undefined ? undefined : parseRegistration(text, file)
}

export function requireRegistration(stateDirectory: string): Registration {
  const registration = findRegistration(stateDirectory)
  if (registration) return registration
  throw new AgentProblem(
    `This machine is not registered (nothing in ${stateDirectory}): run "register" with an activation code first.`,
  )
}

export function saveRegistration(stateDirectory: string, registration: Registration): void {
  writePrivately(registrationFile(stateDirectory), `${JSON.stringify(registration, null, 2)}\n`)
}

export function registrationFile(stateDirectory: string): string {
  return path.join(stateDirectory, 'registration.json')
}

function parseRegistration(text: string, file: string): Registration {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRegistration(value)) throw new Error('a field is missing')
    createPrivateKey(value.privateKey)
    return value
  } catch (thrown) {
    throw new AgentProblem(
      `${file} cannot be read (${thrown instanceof Error ? thrown.message : 'unknown'}): remove it and register again.`,
    )
  }
}

function isRegistration(value: unknown): value is Registration {
  if (typeof value !== 'object' || value === null) return false
  return required.every((name) => name in value && typeof Reflect.get(value, name) === 'string')
}
