/** The browser's copy of what the server does not have yet. */
interface Owner {
  userId: string
  name: string
}

interface Kept {
  text: string
  hasSecret: boolean
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

function keyOf({ userId, name }: Owner): string {
  return `qd-document-draft-${userId}-${name}`
}

export function keepCopy(store: Store, { text, hasSecret, ...owner }: Owner & Kept): void {
  if (hasSecret) return
  try {
    store.setItem(keyOf(owner), text)
  } catch {
    // A full or forbidden storage must not stop anybody from writing.
  }
}

export function readCopy(store: Store, owner: Owner): string | undefined {
  try {
    return store.getItem(keyOf(owner)) ?? undefined
  } catch {
    return undefined
  }
}

export function dropCopy(store: Store, owner: Owner): void {
  try {
    store.removeItem(keyOf(owner))
  } catch {
    // As above.
  }
}
