import type { Ctx } from '#lib/platform/context'
import { type Resealed, type Resealing, resealRows } from '#lib/platform/secrets/reseal'
import { materialContext } from './key-making'
import { lockAllVersions, updateMaterial } from './store'

/** Of every account: the material of all key versions under another root key. What the keys sealed stays as it is. */
export async function resealKeys(tx: Ctx, resealing: Resealing): Promise<Resealed> {
  const versions = await lockAllVersions(tx)
  return resealRows(
    resealing,
    versions.map((version) => ({
      sealed: version.sealedMaterial,
      context: materialContext(version),
      write: (sealed) => updateMaterial(tx, version, sealed),
    })),
  )
}
