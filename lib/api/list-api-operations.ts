import { ownShape, structure } from '#lib/wire/own-shape'
import { modelOperations } from './model-operations'
import { type AnyOperation, operation } from './operation'

/** Every operation that this endpoint answers, and those of the public model that it does not have yet. */
export const listApiOperations = (registry: ReadonlyMap<string, AnyOperation>) =>
  operation({
    service: 'quarterdeck',
    name: 'ListApiOperations',
    access: 'read',
    input: ownShape('ListApiOperationsRequest', structure({})),
    resources: () => ['*'],
    async handle() {
      const available = [...registry.values()].map(({ service, name, access }) => ({
        Service: service,
        Name: name,
        Access: access,
        Status: 'available' as const,
      }))
      const have = new Set(available.filter(({ Service }) => Service === 'ssm').map(({ Name }) => Name))
      const missing = modelOperations()
        .filter((name) => !have.has(name))
        .map((name) => ({ Service: 'ssm' as const, Name: name, Access: undefined, Status: 'not-yet' as const }))
      return { Operations: [...available, ...missing] }
    },
  })
