import { type CommandDraft, emptyDraft } from './command-draft'

export interface KeptDraft {
  draft: CommandDraft
  /** Epoch ms. */
  savedAt: number
}

interface Store {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

function keyOf(userId: string): string {
  return `qd-command-draft-${userId}`
}

/** Values that look like secrets stay out of the browser's storage: the field comes back empty. */
const secretName = /pass(word|phrase)?$|secret|token|credential|private|api-?key|access-?key/i

export function withoutSecrets(draft: CommandDraft): CommandDraft {
  const kept = Object.entries(draft.parameters).filter(([name]) => !secretName.test(name))
  return { ...draft, parameters: Object.fromEntries(kept) }
}

export function keepDraft(store: Store, userId: string, kept: KeptDraft): void {
  try {
    store.setItem(keyOf(userId), JSON.stringify({ ...kept, draft: withoutSecrets(kept.draft) }))
  } catch {
    // A full or forbidden storage must not stop the person from sending.
  }
}

export function readDraft(store: Store, userId: string): KeptDraft | undefined {
  try {
    const kept: unknown = JSON.parse(store.getItem(keyOf(userId)) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('draft' in kept) || !('savedAt' in kept)) return undefined
    return { draft: { ...emptyDraft, ...(kept.draft as Partial<CommandDraft>) }, savedAt: Number(kept.savedAt) }
  } catch {
    return undefined
  }
}

export function dropDraft(store: Store, userId: string): void {
  store.removeItem(keyOf(userId))
}
