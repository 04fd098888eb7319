export type EncryptionContext = Readonly<Record<string, string>>

/** One text for each context, whatever the order in which its pairs were written. */
export function canonicalContext(context: EncryptionContext | undefined): string {
  const pairs = Object.entries(context ?? {}).sort(([one], [other]) => (one < other ? -1 : 1))
  return JSON.stringify(pairs)
}
