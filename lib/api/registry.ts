import { auditOperations } from '#lib/capabilities/audit/operations'
import { authOperations } from '#lib/capabilities/auth/operations'
import type { AnyOperation, OperationMap, Service } from './operation'

const manifests = [...auditOperations, ...authOperations] as const

/** Every operation with its types; the browser imports this as a type only. */
export type Operations = OperationMap<typeof manifests>

export type Registry = ReadonlyMap<string, AnyOperation>

/** Operations by `service.Name`. */
export function createRegistry(): Registry {
  const registry = new Map<string, AnyOperation>()
  for (const operation of manifests satisfies readonly AnyOperation[]) {
    const key = registryKey(operation.service, operation.name)
    if (registry.has(key)) throw new Error(`Two operations are called ${key}`)
    registry.set(key, operation)
  }
  return registry
}

export function registryKey(service: Service | string, name: string): string {
  return `${service}.${name}`
}
