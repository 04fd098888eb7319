import type { Ctx } from '#lib/platform/context'
import type { Shape } from '#lib/wire/shape'

/** The services that this endpoint answers. `quarterdeck` holds what only the console and our own tools need. */
export type Service = 'ssm' | 'kms' | 'sts' | 'ec2messages' | 'quarterdeck'

/** Who may ask at all; roles and resources are checked after this. */
export type Audience = 'user' | 'node' | 'node-key' | 'anonymous'

/**
 * One API operation: data and one function. `handle` of a write runs inside a transaction, of a read outside one.
 * A `write` is audited with its masked input; a `read` is counted.
 */
export interface Operation<Name extends string, I, O> {
  service: Service
  name: Name
  access: 'read' | 'write'
  /** Default: users only. `node`: temporary credentials; `node-key`: RSA signature; `anonymous`: unsigned. */
  audience: readonly Audience[]
  input: Shape<I>
  /** ARNs that the policy is checked against; `*` when the operation is about no single resource. */
  resources(input: I, ctx: Ctx): readonly string[]
  /** Members whose values never reach audit or logs, as paths of the wire object. */
  secretMembers: readonly string[]
  /** A write whose `handle` opens its own transactions, because something of it must outlast a refusal. */
  ownTransactions: boolean
  /** Heartbeats and polls of nodes are counted, not recorded. */
  audited: boolean
  handle(ctx: Ctx, input: I): Promise<O>
}

/** An operation whose types are no longer known; only `invoke` handles such, with the value that its own shape made. */
export interface AnyOperation extends Omit<Operation<string, unknown, unknown>, 'resources' | 'handle'> {
  resources(input: never, ctx: Ctx): readonly string[]
  handle(ctx: Ctx, input: never): Promise<unknown>
}

type Declared<Name extends string, I, O> = Omit<
  Operation<Name, I, O>,
  'service' | 'audience' | 'secretMembers' | 'audited' | 'ownTransactions'
> &
  Partial<Pick<Operation<Name, I, O>, 'service' | 'audience' | 'secretMembers' | 'audited' | 'ownTransactions'>>

export function operation<const Name extends string, I, O>(declared: Declared<Name, I, O>): Operation<Name, I, O> {
  return { service: 'ssm', audience: ['user'], secretMembers: [], audited: true, ownTransactions: false, ...declared }
}

type InputOf<Op> = Op extends { input: Shape<infer I> } ? I : never
type OutputOf<Op> = Op extends { handle(ctx: Ctx, input: never): Promise<infer O> } ? O : never

export type OperationMap<M extends readonly { name: string }[]> = {
  [Op in M[number] as Op['name']]: { input: InputOf<Op>; output: Wire<OutputOf<Op>> }
}

/** What a value looks like after JSON: times are epoch seconds, bytes are base64. */
export type Wire<T> = T extends Date
  ? number
  : T extends Uint8Array
    ? string
    : T extends readonly (infer E)[]
      ? Wire<E>[]
      : T extends object
        ? { [K in keyof T]: Wire<T[K]> }
        : T
