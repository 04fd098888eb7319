import type { Secrets } from './secrets'

export interface Resealing {
  from: Secrets
  to: Secrets
}

export interface Resealed {
  count: number
  /** That did not open before either: they stay as they are. */
  unreadable: number
}

/** The same value under another root key; `undefined` when it does not open. */
export async function reseal({ from, to }: Resealing, sealed: Uint8Array, context: string): Promise<Uint8Array | undefined> {
  const plain = await from.open(sealed, context).catch(() => undefined)
  if (!plain) return undefined
  const again = await to.seal(plain, context)
  plain.fill(0)
  return again
}

interface Row {
  sealed: Uint8Array
  context: string
  write(sealed: Uint8Array): Promise<unknown>
}

export async function resealRows(resealing: Resealing, rows: readonly Row[]): Promise<Resealed> {
  let count = 0
  for (const { sealed, context, write } of rows) {
    const again = await reseal(resealing, sealed, context)
    if (!again) continue
    await write(again)
    count += 1
  }
  return { count, unreadable: rows.length - count }
}
