import { open } from '#lib/capabilities/keys/index'
import type { Ctx } from '#lib/platform/context'
import { isApiError } from '#lib/vocabulary/api-error'
import { contextOf } from './secure-string'
import { listSealed, type SealedVersion } from './store/sealed'

export interface SealedCheck {
  checked: number
  /** `name:version`, with what its key or ciphertext says; at most `mostShown`. */
  problems: readonly { name: string; version: number; code: string; message: string }[]
  failed: number
  /** Of keys that are disabled or wait for their deletion: nothing is lost yet. */
  locked: number
}

const pageSize = 500
const mostShown = 5
const lockedCodes: ReadonlySet<string> = new Set(['DisabledException', 'KMSInvalidStateException'])

/** Opens every sealed value of the account. */
export async function checkSealedValues(ctx: Ctx): Promise<SealedCheck> {
  const found: Tally = { checked: 0, failed: 0, locked: 0, problems: [] }
  // What fails is the answer, and needs no line in the log for each value.
  const quiet = { ...ctx, log: ctx.log.child({}, { level: 'silent' }) }
  let after: SealedVersion | undefined
  for (;;) {
    const page = await listSealed(ctx, { after, limit: pageSize })
    for (const sealed of page) note(found, sealed, await problemOf(quiet, sealed))
    after = page.at(-1)
    if (page.length < pageSize) return found
  }
}

type Tally = Omit<SealedCheck, 'problems'> & { problems: SealedCheck['problems'][number][] }

function note(found: Tally, { name, version }: SealedVersion, problem: { code: string; message: string } | undefined): void {
  found.checked += 1
  if (!problem) return
  if (lockedCodes.has(problem.code)) {
    found.locked += 1
    return
  }
  found.failed += 1
  if (found.problems.length < mostShown) found.problems.push({ name, version, ...problem })
}

async function problemOf(
  ctx: Ctx,
  { accountId, name, sealed }: SealedVersion,
): Promise<{ code: string; message: string } | undefined> {
  try {
    const { plain } = await open(ctx, { sealed, context: contextOf(ctx, accountId, name) })
    plain.fill(0)
    return undefined
  } catch (thrown) {
    if (!isApiError(thrown)) throw thrown
    return { code: thrown.code, message: thrown.message }
  }
}
