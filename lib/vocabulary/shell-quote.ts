/** One word for a POSIX shell: in single quotes where the shell would otherwise read something into it. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}
