/** What to do, in place of the short words of the sign-in library. */
const words: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'This email and password do not belong together. Check both, then try again.',
  INVALID_PASSWORD: 'This is not your password. Check it, then try again.',
  INVALID_CODE: 'This code is not right. Codes change every 30 seconds: type the one that the app shows now.',
  INVALID_BACKUP_CODE: 'This backup code is not right, or was used before. Each code works once.',
  INVALID_TWO_FACTOR_COOKIE: 'The first step took place too long ago. Start again with email and password.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'Too many wrong codes. Start again with email and password.',
  ACCOUNT_TEMPORARILY_LOCKED: 'Too many wrong codes: no code is taken for 15 minutes. Wait, then try again.',
  TOTP_ALREADY_ENABLED: 'Two-factor sign-in is on already. Turn it off before making a new secret.',
  USER_DISABLED: 'This account is switched off. An owner can switch it on again.',
  PASSWORD_TOO_SHORT: 'The new password must have at least 12 characters.',
  PASSWORD_TOO_LONG: 'The new password must have at most 256 characters.',
}

/** A refusal with a message that says what to do; anything else as it came. */
export function inPlainWords(status: number, body: Buffer): Buffer {
  if (status === 429) return answerOf({ code: 'ThrottlingException', message: 'Too many tries. Wait a minute, then try again.' })
  if (status < 400) return body
  const code = codeIn(body)
  const message = code === undefined ? undefined : words[code]
  return message === undefined ? body : answerOf({ code, message })
}

function answerOf(answer: object): Buffer {
  return Buffer.from(JSON.stringify(answer))
}

function codeIn(body: Buffer): string | undefined {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null && 'code' in parsed && typeof parsed.code === 'string'
      ? parsed.code
      : undefined
  } catch {
    return undefined
  }
}
