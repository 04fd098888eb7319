import type * as Sdk from '@aws-sdk/client-ssm'
import type { Wire } from '#lib/api/operation'
import type { Operations as Built } from '#lib/api/registry'

type Commands = typeof Sdk
type OperationName = Extract<keyof Commands, `${string}Command`> extends `${infer Name}Command` ? Exclude<Name, '' | '$'> : never
type Made<Name extends OperationName> = `${Name}Command` extends keyof Commands
  ? Commands[`${Name}Command`] extends abstract new (
      ...input: never[]
    ) => infer Command
    ? Command
    : never
  : never
type Input<Command> = Command extends { input: infer I } ? I : never
type Output<Command> = Command extends { resolveMiddleware(...args: never[]): (...args: never[]) => Promise<{ output: infer O }> }
  ? Wire<Omit<O, '$metadata'>>
  : never
type Planned = { [Name in OperationName]: { input: Input<Made<Name>>; output: Output<Made<Name>> } }

/** The map that types every call of the browser: what the registry serves, and the SDK's types for what it does not serve yet. */
export type Operations = Omit<Planned, keyof Built> & Built
