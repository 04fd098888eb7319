import { activationOperations } from '#lib/capabilities/activations/operations'
import { auditOperations } from '#lib/capabilities/audit/operations'
import { authOperations } from '#lib/capabilities/auth/operations'
import { consoleOperations } from '#lib/capabilities/console/operations'
import { documentOperations } from '#lib/capabilities/documents/operations'
import { keyOperations } from '#lib/capabilities/keys/operations'
import { nodeOperations } from '#lib/capabilities/nodes/operations'
import { parameterOperations } from '#lib/capabilities/parameters/operations'
import { runCommandOperations } from '#lib/capabilities/run-command/operations'
import { settingOperations } from '#lib/capabilities/settings/operations'
import { stateManagerOperations } from '#lib/capabilities/state-manager/operations'
import { tagOperations } from '#lib/capabilities/tags/operations'
import { listApiOperations } from './list-api-operations'
import type { AnyOperation, OperationMap, Service } from './operation'

const manifests = [
  ...activationOperations,
  ...auditOperations,
  ...authOperations,
  ...consoleOperations,
  ...documentOperations,
  ...keyOperations,
  ...nodeOperations,
  ...parameterOperations,
  ...runCommandOperations,
  ...settingOperations,
  ...stateManagerOperations,
  ...tagOperations,
] as const

type Manifests = readonly [...typeof manifests, ReturnType<typeof listApiOperations>]

/** Every operation with its types; the browser imports this as a type only. */
export type Operations = OperationMap<Manifests>

export type Registry = ReadonlyMap<string, AnyOperation>

/** Operations by `service.Name`. */
export function createRegistry(): Registry {
  const registry = new Map<string, AnyOperation>()
  const all: readonly AnyOperation[] = [...manifests, listApiOperations(registry)]
  for (const operation of all) {
    const key = registryKey(operation.service, operation.name)
    if (registry.has(key)) throw new Error(`Two operations are called ${key}`)
    registry.set(key, operation)
  }
  return registry
}

export function registryKey(service: Service | string, name: string): string {
  return `${service}.${name}`
}
