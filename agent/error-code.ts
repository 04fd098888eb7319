/** True for the errors of Node's own calls that carry this code, such as ENOENT. */
export function isErrorCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code
}
