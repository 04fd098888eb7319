import { authorize } from '#lib/capabilities/auth/index'
import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { arnOf } from './arn'
import { findReferenced } from './find'
import { type StoredReference } from './model/references'
import { wireValue } from './wire'

const reading = { service: 'ssm', name: 'GetParameter', access: 'read', audience: ['user'] } as const
const mostReferences = 50

/** Their values by the text of the reference, with the rights of the caller. Says which cannot be resolved, and never a value. */
export async function resolveReferences(ctx: Ctx, references: readonly StoredReference[]): Promise<ReadonlyMap<string, string>> {
  if (references.length > mostReferences) {
    throw unresolved(`there are ${references.length} references to Parameter Store; at most ${mostReferences} are allowed`)
  }
  const values = new Map<string, string>()
  for (const reference of references) values.set(reference.text, await resolveOne(ctx, reference))
  return values
}

async function resolveOne(ctx: Ctx, { text, name, isSecure }: StoredReference): Promise<string> {
  authorize(ctx.caller, reading, [arnOf(ctx, name)])
  const found = await findReferenced(ctx, name, 'GetParameter')
  if (found.kind === 'missing') throw unresolved(`{{${text}}} cannot be resolved: ${found.problem.message}`)
  const isSecret = found.stored.type === 'SecureString'
  if (isSecret && !isSecure) throw unresolved(`{{${text}}} is a SecureString: write {{ssm-secure:${name}}}`)
  if (!isSecret && isSecure) throw unresolved(`{{${text}}} is no SecureString: write {{ssm:${name}}}`)
  const { Value = '' } = await wireValue(ctx, found.stored, { accountId: found.accountId, decrypt: isSecure })
  return Value
}

function unresolved(problem: string): ApiError {
  return new ApiError('InvalidParameters', `${problem}.`)
}
