import type { AnyOperation } from '#lib/api/operation'
import type { Caller, Role } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'

/** Operations that only an owner may call: they decide who may do what, or what the installation is. */
const ownerOnly: ReadonlySet<string> = new Set([
  'quarterdeck:CreateUser',
  'quarterdeck:ListUsers',
  'quarterdeck:UpdateUser',
  'quarterdeck:PutInstallation',
  'quarterdeck:CheckInstallationUrl',
  'quarterdeck:GetRecoveryKey',
  'quarterdeck:ConfirmRecoveryKey',
])

/** Writes that concern the caller's own keys, views, exports and favourites alone, open to every role. */
const ownAlone: ReadonlySet<string> = new Set([
  'quarterdeck:CreateAccessKey',
  'quarterdeck:DeleteAccessKey',
  'quarterdeck:UpdateAccessKey',
  'quarterdeck:PutSavedView',
  'quarterdeck:DeleteSavedView',
  'quarterdeck:SetDefaultView',
  'quarterdeck:StartExport',
  'quarterdeck:DeleteExport',
  'quarterdeck:PutFavouriteDocument',
  'quarterdeck:DeleteFavouriteDocument',
])

/** Reads whose answer is a secret. */
const secretReads: ReadonlySet<string> = new Set([
  'kms:Decrypt',
  'kms:ReEncrypt',
  'kms:GenerateDataKey',
  'quarterdeck:RevealParameter',
])

type Judged = Pick<AnyOperation, 'service' | 'name' | 'access' | 'audience'>

/** The one place that says who may do what: `undefined` when allowed, else the reason in words. */
export function reasonDenied(caller: Caller, operation: Judged): string | undefined {
  const action = `${operation.service}:${operation.name}`
  switch (caller.kind) {
    case 'system':
      return undefined
    case 'anonymous':
      return operation.audience.includes('anonymous') ? undefined : 'the request is not signed'
    case 'node':
      return operation.audience.includes('node') || operation.audience.includes('node-key')
        ? undefined
        : 'managed nodes may not call it'
    case 'user':
      if (!operation.audience.includes('user')) return 'only managed nodes may call it'
      return reasonDeniedToRole(caller.role, action, operation.access)
  }
}

function reasonDeniedToRole(role: Role, action: string, access: 'read' | 'write'): string | undefined {
  if (role === 'owner') return undefined
  if (ownerOnly.has(action)) return `the role ${role} may not call it; an owner may`
  if (role === 'viewer' && secretReads.has(action)) return 'the role viewer may not read secrets'
  if (role === 'operator' || access === 'read' || ownAlone.has(action)) return undefined
  return 'the role viewer may only read'
}

export function authorize(caller: Caller, operation: Judged, resources: readonly string[]): void {
  const reason = reasonDenied(caller, operation)
  if (!reason) return
  const who = caller.kind === 'user' ? callerArn(caller) : caller.kind
  throw new ApiError(
    'AccessDeniedException',
    `User: ${who} is not authorized to perform: ${operation.service}:${operation.name} on resource: ${resources[0] ?? '*'} because ${reason}`,
  )
}

export function callerArn(caller: Caller): string {
  switch (caller.kind) {
    case 'user':
      return `arn:aws:iam::${caller.accountId}:user/${caller.email}`
    case 'node':
      return `arn:aws:sts::${caller.accountId}:assumed-role/managed-node/${caller.nodeId}`
    case 'anonymous':
    case 'system':
      return `arn:aws:iam::${caller.accountId}:${caller.kind}`
  }
}

/** A node speaks for itself alone. */
export function requireSelf(caller: Caller, nodeId: string): void {
  if (caller.kind === 'node' && caller.nodeId === nodeId) return
  throw new ApiError('AccessDeniedException', `These credentials are not those of ${nodeId}.`)
}
