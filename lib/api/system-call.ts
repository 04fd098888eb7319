import type { Ctx } from '#lib/platform/context'
import { toWire } from '#lib/wire/aws-json'
import type { Service } from './operation'
import { type Api, callOperation } from './api'
import type { Operations } from './registry'

/** Calls an operation as the system itself, through the whole pipeline; the answer is as on the wire. */
export type SystemCall = <Name extends keyof Operations & string>(
  service: Service,
  name: Name,
  input: WireInput<Operations[Name]['input']>,
) => Promise<Operations[Name]['output']>

/** Times are epoch seconds, as in JSON. */
type WireInput<I> = { [K in keyof I]: I[K] extends Date | undefined ? number | undefined : I[K] }

export function createSystemCall(api: Api, ctx: Pick<Ctx, 'caller' | 'signal'>): SystemCall {
  return async (service, operation, input) => {
    const { caller, signal } = ctx
    const answer = await callOperation(api, { service, operation, input, caller, requestId: crypto.randomUUID(), signal })
    // The registry's type of this name is the type of what its operation answers.
    return toWire(answer ?? {}) as never
  }
}
