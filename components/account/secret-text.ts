/** The secret in an `otpauth:` address, in base32 as apps take it. */
export function secretIn(address: string): string {
  return new URL(address).searchParams.get('secret') ?? ''
}

/** For a file or a sheet of paper: where these codes belong to, then one a line. */
export function backupText(codes: readonly string[], origin: string): string {
  return `Quarterdeck backup codes for ${origin}\nEach signs in once instead of a code of the app.\n\n${codes.join('\n')}\n`
}
