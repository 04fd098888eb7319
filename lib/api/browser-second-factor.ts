import { request } from '#lib/api/browser-request'

export async function verifyCode(code: string): Promise<void> {
  await request('/api/auth/two-factor/verify-totp', { code })
}

export async function verifyBackupCode(code: string): Promise<void> {
  await request('/api/auth/two-factor/verify-backup-code', { code })
}
