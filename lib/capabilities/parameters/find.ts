import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { parseReference, type Reference } from './model/name'
import { findLabelled } from './store/labels'
import { isShared } from './store/resource-policies'
import { findNewest, findVersion, lockParameter, type Parameter, findParameter, type StoredValue } from './store/parameters'

export type Found =
  | { kind: 'found'; stored: StoredValue; reference: Reference; accountId: string }
  | { kind: 'missing'; problem: ApiError }

/** What a resource policy can allow to other accounts. */
type SharedAction = 'GetParameter' | 'GetParameters'

/** A missing version or label is never replaced by another version. */
export async function findReferenced(ctx: Ctx, given: string, action: SharedAction): Promise<Found> {
  const reference = parseReference(given)
  if (!reference) return { kind: 'missing', problem: notFound(given) }
  if (reference.key.startsWith(ofSecretsManager)) return { kind: 'missing', problem: noSecretsManager(reference.name) }
  const accountId = reference.accountId ?? ctx.caller.accountId
  const isForeign = accountId !== ctx.caller.accountId
  const wanted = { account: ctx.caller.accountId, action: `ssm:${action}` }
  if (isForeign && !(await isShared(ctx, { accountId, key: reference.key }, wanted)))
    return { kind: 'missing', problem: notFound(given) }
  const stored = await findStored(ctx, accountId, reference)
  if (stored) return { kind: 'found', stored, reference, accountId }
  if (reference.selector !== undefined && (await findNewest(ctx, accountId, reference.key))) {
    return { kind: 'missing', problem: noVersion(reference) }
  }
  return { kind: 'missing', problem: notFound(reference.name) }
}

const ofSecretsManager = 'aws/reference/secretsmanager/'

function noSecretsManager(name: string): ApiError {
  return new ApiError(
    'ParameterNotFound',
    `An error occurred (ParameterNotFound) when referencing Secrets Manager: ${name.slice(0, 1100)} names a secret there, and Quarterdeck is not connected to it. Keep the value in a SecureString instead.`,
  )
}

async function findStored(ctx: Ctx, accountId: string, reference: Reference): Promise<StoredValue | undefined> {
  const { key, version, label } = reference
  if (version !== undefined)
    return version > 0 ? findVersion(ctx, accountId, { key, version: Math.min(version, 2 ** 31 - 1) }) : undefined
  if (label === undefined) return findNewest(ctx, accountId, key)
  const labelled = await findLabelled(ctx, accountId, { key, label })
  return labelled === undefined ? undefined : findVersion(ctx, accountId, { key, version: labelled })
}

export function notFound(name: string): ApiError {
  return new ApiError('ParameterNotFound', `Parameter ${name.slice(0, 1100)} not found.`)
}

function noVersion({ name, version, label }: Reference): ApiError {
  const what = version === undefined ? `label ${label ?? ''} for parameter ${name}` : `version ${version} of ${name}`
  return noSuchVersion(what)
}

export function noSuchVersion(what: string): ApiError {
  return new ApiError('ParameterVersionNotFound', `Systems Manager could not find ${what}. Verify the version and try again.`)
}

/** For calls about a parameter as a whole; a selector is no part of its name. */
export async function requireParameter(ctx: Ctx, given: string): Promise<Parameter> {
  const key = wholeKey(given)
  return (key === undefined ? undefined : await findParameter(ctx, key)) ?? missing(given)
}

export async function requireLocked(tx: Ctx, given: string): Promise<Parameter> {
  const key = wholeKey(given)
  return (key === undefined ? undefined : await lockParameter(tx, key)) ?? missing(given)
}

export function wholeKey(given: string): string | undefined {
  const reference = parseReference(given)
  return reference?.selector === undefined ? reference?.key : undefined
}

function missing(given: string): never {
  throw notFound(given)
}
