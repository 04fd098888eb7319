/** What has happened to a document since a draft of it was begun. */
export type DraftState = 'current' | 'behind' | 'created' | 'deleted'

/** `latest` is the document's newest version now, undefined where there is no document. */
export function draftState(base: number | undefined, latest: number | undefined): DraftState {
  if (base === undefined) return latest === undefined ? 'current' : 'created'
  if (latest === undefined) return 'deleted'
  return latest === base ? 'current' : 'behind'
}

/** Text that is being written may be larger than what can be stored, but not without end. */
export const largestDraft = 256 * 1024
