import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Ctx } from '#lib/platform/context'
import type { Secrets } from '#lib/platform/secrets/secrets'
import { ApiError } from '#lib/vocabulary/api-error'
import type { Head, Material } from './envelope'
import { materialContext } from './key-making'
import { keyArn } from './lookup'
import type { KeyVersion } from './store'

export interface KnownMaterial {
  material: Material
  materialId: string
}

interface Entry extends KnownMaterial {
  loadedAt: number
}

const keptMilliseconds = 300_000
const mostKept = 1000

/** Of each root key its own: what one opened is of no use to another. */
const opened = new WeakMap<Secrets, Map<string, Entry>>()

/**
 * The material of a version never changes, and opening it costs more than opening what it sealed: it is kept for some minutes, outside the
 * reach of heap dumps. Whether the key may be used is asked of the database each time.
 */
export function knownMaterial(ctx: Ctx, head: Head): KnownMaterial | undefined {
  const entry = opened.get(ctx.secrets)?.get(nameOf(ctx, head))
  return entry && isFresh(ctx, entry) ? entry : undefined
}

export async function materialOf(ctx: Ctx, version: KeyVersion): Promise<KnownMaterial> {
  const known = knownMaterial(ctx, version)
  if (known?.materialId === version.materialId) return known
  const { keyId, version: number, materialId } = version
  const entry = { material: { keyId, version: number, key: await openKey(ctx, version) }, materialId, loadedAt: timeOf(ctx) }
  keep(ctx, entry)
  return entry
}

async function openKey(ctx: Ctx, version: KeyVersion): Promise<KeyObject> {
  const bytes = await ctx.secrets.open(version.sealedMaterial, materialContext(version)).catch((cause: unknown) => {
    ctx.log.error({ err: cause, keyId: version.keyId }, 'the material of a key does not open')
    throw new ApiError(
      'KeyUnavailableException',
      `The material of ${keyArn(ctx, version.keyId)} does not open: the root key of this installation is not the one that sealed it. Restore the root key.`,
      500,
    )
  })
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return key
}

function keep(ctx: Ctx, entry: Entry): void {
  const entries = opened.get(ctx.secrets) ?? new Map<string, Entry>()
  opened.set(ctx.secrets, entries)
  for (const [name, old] of entries) if (!isFresh(ctx, old)) entries.delete(name)
  if (entries.size >= mostKept) entries.clear()
  entries.set(nameOf(ctx, entry.material), entry)
}

const nameOf = ({ caller }: Ctx, { keyId, version }: Head): string => `${caller.accountId}/${keyId}/${version}`
const timeOf = ({ clock }: Ctx): number => clock.now().getTime()
const isFresh = (ctx: Ctx, { loadedAt }: Entry): boolean => timeOf(ctx) - loadedAt < keptMilliseconds
