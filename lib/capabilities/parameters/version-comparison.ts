import { timingSafeEqual } from 'node:crypto'
import { authorize } from '#lib/capabilities/auth/index'
import type { Ctx } from '#lib/platform/context'
import { isApiError } from '#lib/vocabulary/api-error'
import { openValue, useOfKey } from './secure-string'
import type { ParameterVersion } from './store/parameters'

export type ValueChange = 'first' | 'changed' | 'same' | 'unknown'

/** Whether each version has another value than the one before it; `rows` are newest first, the last of them may be the very first. */
export async function valueChanges(
  ctx: Ctx,
  name: string,
  { rows, isComplete }: { rows: readonly ParameterVersion[]; isComplete: boolean },
): Promise<readonly ValueChange[]> {
  const values = await valuesOf(ctx, name, rows)
  return rows.map((_row, at) => {
    if (at === rows.length - 1) return isComplete ? 'first' : 'unknown'
    const [value, before] = [values[at], values[at + 1]]
    if (value === undefined || before === undefined) return 'unknown'
    return value.length === before.length && timingSafeEqual(value, before) ? 'same' : 'changed'
  })
}

/** Undefined where a value does not open, or may not be opened by the caller. */
async function valuesOf(ctx: Ctx, name: string, rows: readonly ParameterVersion[]): Promise<readonly (Buffer | undefined)[]> {
  const isAllowed = mayOpen(ctx)
  return Promise.all(
    rows.map(async ({ accountId, value, sealed, sealingKeyId }) => {
      if (sealed === null) return Buffer.from(value ?? '', 'utf8')
      if (!isAllowed) return undefined
      return openValue(ctx, { accountId, name, sealed, sealingKeyId }).then((text) => Buffer.from(text, 'utf8'), whenSealed)
    }),
  )
}

function mayOpen(ctx: Ctx): boolean {
  try {
    authorize(ctx.caller, useOfKey, ['*'])
    return true
  } catch (thrown) {
    return whenSealed(thrown) ?? false
  }
}

/** A key that is disabled or gone leaves the rest of the history readable. */
function whenSealed(thrown: unknown): undefined {
  if (isApiError(thrown) && thrown.status < 500) return undefined
  throw thrown
}
