import type { Wire } from '#lib/api/operation'
import type { documentOperations } from '#lib/capabilities/documents/operations'
import type { nodeOperations } from '#lib/capabilities/nodes/operations'
import type { runCommandOperations } from '#lib/capabilities/run-command/operations'

type Manifest = typeof documentOperations | typeof nodeOperations | typeof runCommandOperations
type Named<Name> = Extract<Manifest[number], { name: Name }>

export type OutputOf<Name extends Manifest[number]['name']> = Wire<Awaited<ReturnType<Named<Name>['handle']>>>
export type ManagedNode = OutputOf<'ListManagedNodes'>['Nodes'][number]
