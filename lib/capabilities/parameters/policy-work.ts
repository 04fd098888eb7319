import { append } from '#lib/capabilities/events/index'
import type { Ctx } from '#lib/platform/context'
import { transact } from '#lib/platform/db/database'
import { parameterTopic } from './changes'
import { nextDue, type ParameterPolicy } from './model/policies'
import { removeParameters } from './removal'
import { listDueParameters, lockParameter, type Parameter, updateParameter, updateVersion } from './store/parameters'

const mostPerRun = 500

/** Every minute: parameters that expire go, notifications are announced as events. */
export async function enforcePolicies(ctx: Ctx): Promise<void> {
  for (const { accountId, key } of await listDueParameters(ctx, ctx.clock.now(), mostPerRun)) {
    const own = { ...ctx, caller: { ...ctx.caller, accountId } }
    await transact(own, async (tx) => {
      const parameter = await lockParameter(tx, key)
      if (parameter) await enforceOne(tx, parameter)
    })
  }
}

async function enforceOne(tx: Ctx, parameter: Parameter): Promise<void> {
  const now = tx.clock.now().getTime()
  const due = parameter.policies.filter(({ status, at }) => status === 'Pending' && at <= now)
  if (due.length === 0) return
  for (const { type } of due) await announcePolicy(tx, parameter, type)
  if (due.some(({ type }) => type === 'Expiration')) {
    await removeParameters(tx, [parameter.key])
    return
  }
  const policies = parameter.policies.map((policy) =>
    due.includes(policy) ? { ...policy, status: 'Finished' as const } : policy,
  )
  await updateParameter(tx, parameter.key, { policies, dueAt: nextDue(policies) ?? null })
  await updateVersion(tx, parameter, { policies })
}

async function announcePolicy(tx: Ctx, { name, version }: Parameter, type: ParameterPolicy['type']): Promise<void> {
  const data = { policy: type, version }
  await append(tx, { capability: 'parameters', type: 'parameter.policy', resource: name, topics: [parameterTopic], data })
}
