const word = '[A-Za-z0-9_=:@-][A-Za-z0-9_=.:@-]*'
const keyPattern = new RegExp(`^${word}(/${word})*$`)
const prefixPattern = new RegExp(`^(${word}/)*(${word})?$`)
const maxKeyLength = 1024
const maxWordLength = 255

/** What every store can hold: no way out of the folder, no hidden file, no name too long for a file system. */
export function assertBlobKey(key: string): void {
  const isShort = key.length <= maxKeyLength && key.split('/').every((part) => part.length <= maxWordLength)
  if (!keyPattern.test(key) || !isShort) throw new TypeError(`${JSON.stringify(key)} is not a blob key`)
}

export function assertBlobPrefix(prefix: string): void {
  if (!prefixPattern.test(prefix)) throw new TypeError(`${JSON.stringify(prefix)} is not a prefix of blob keys`)
}
