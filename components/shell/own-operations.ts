import type { Wire } from '#lib/api/operation'
import type { consoleOperations } from '#lib/capabilities/console/operations'

type Manifest = typeof consoleOperations
type Named<Name> = Extract<Manifest[number], { name: Name }>

export type ConsoleOutput<Name extends Manifest[number]['name']> = Wire<Awaited<ReturnType<Named<Name>['handle']>>>
