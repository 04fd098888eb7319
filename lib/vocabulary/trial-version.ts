/** The version of a text that was run and not saved, beside the numbers of those that were. */
export function isTrial(documentVersion: string | undefined): boolean {
  return documentVersion?.startsWith('trial-') ?? false
}
