import type { Ctx } from '#lib/platform/context'
import { ApiError } from '#lib/vocabulary/api-error'
import { findBuiltin } from './catalogue'
import type { StoredDocument } from './document'
import { noDocument } from './lookup'
import { findDocument, lockDocument } from './store/documents'

type BuiltinCode = 'InvalidDocumentOperation' | 'InvalidDocument'

/** A document of the account, for a change; `code` is what the operation says of built-in documents. */
export async function lockOwn(tx: Ctx, name: string, code: BuiltinCode = 'InvalidDocumentOperation'): Promise<StoredDocument> {
  refuseBuiltin(tx, name, code)
  const document = await lockDocument(tx, { accountId: tx.caller.accountId, name })
  if (!document) throw noDocument(name)
  return document
}

export async function requireOwn(
  ctx: Ctx,
  name: string,
  code: BuiltinCode = 'InvalidDocumentOperation',
): Promise<StoredDocument> {
  refuseBuiltin(ctx, name, code)
  const document = await findDocument(ctx, { accountId: ctx.caller.accountId, name })
  if (!document) throw noDocument(name)
  return document
}

function refuseBuiltin(ctx: Ctx, name: string, code: string): void {
  const builtin = findBuiltin(ctx.config, name)
  if (!builtin) return
  throw new ApiError(
    code,
    `Document ${name} is owned by ${builtin.document.owner} and cannot be changed, shared or deleted: create a copy under a name of your own.`,
  )
}
