import type { ParameterRow } from '../own-operations'
import type { ParameterDraft } from './parameter-draft'

/** What was typed and not saved, for as long as the tab lives. */
export interface KeptDraft {
  draft: ParameterDraft
  /** The version that it was made from; none of a parameter that is not there yet. */
  base: ParameterRow | undefined
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const ofTab = (): Store => sessionStorage
const keyOf = (name: string): string => `qd-parameter-draft ${name}`

/** The value of a secret is not kept: it would be readable in the browser. */
export function keepDraft(name: string, { draft, base }: KeptDraft, store: () => Store = ofTab): void {
  const isSecret = draft.type === 'SecureString'
  const safe = isSecret ? { ...draft, value: '', keepsValue: base !== undefined } : draft
  attempt(() => store().setItem(keyOf(name), JSON.stringify({ draft: safe, base })))
}

export function readDraft(name: string, store: () => Store = ofTab): KeptDraft | undefined {
  const text = attempt(() => store().getItem(keyOf(name)))
  return text ? attempt(() => JSON.parse(text) as KeptDraft) : undefined
}

export function dropDraft(name: string, store: () => Store = ofTab): void {
  attempt(() => store().removeItem(keyOf(name)))
}

/** Storage can be full or forbidden: then nothing is kept, and the form works on. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
