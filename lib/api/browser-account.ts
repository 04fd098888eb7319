import { request } from '#lib/api/browser-request'

export interface SecondFactor {
  /** `otpauth://totp/…`: what an authenticator app reads from the picture. */
  address: string
  /** Each signs in once, without the app. */
  backupCodes: readonly string[]
}

/** Makes a new secret. Nothing changes until a code of it was confirmed. */
export async function startSecondFactor(password: string): Promise<SecondFactor> {
  const { body } = await request('/api/auth/two-factor/enable', { password })
  const { totpURI = '', backupCodes = [] } = body as { totpURI?: string; backupCodes?: string[] }
  return { address: totpURI, backupCodes }
}

export async function confirmSecondFactor(code: string): Promise<void> {
  await request('/api/auth/two-factor/verify-totp', { code })
}

export async function removeSecondFactor(password: string): Promise<void> {
  await request('/api/auth/two-factor/disable', { password })
}

/** The old ones stop working. */
export async function newBackupCodes(password: string): Promise<readonly string[]> {
  const { body } = await request('/api/auth/two-factor/generate-backup-codes', { password })
  return (body as { backupCodes?: string[] }).backupCodes ?? []
}

/** Signs the person out everywhere else. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await request('/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true })
}
