import type * as Sdk from '@aws-sdk/client-ssm'
import type { Wire } from '#lib/api/operation'

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

/** The map that types every call of the browser. Becomes the registry's own `Operations` once that has landed. */
export type Operations = { [Name in OperationName]: { input: Input<Made<Name>>; output: Output<Made<Name>> } }
