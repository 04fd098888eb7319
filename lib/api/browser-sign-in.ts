import { request } from '#lib/api/browser-request'

export interface Owner {
  token?: string | undefined
  email: string
  name: string
  password: string
}

export async function createOwner(owner: Owner): Promise<void> {
  await request('/api/setup', owner)
}

export type SignInAnswer = 'signed-in' | 'needs-code'

export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  const { body } = await request('/api/auth/sign-in/email', { email, password })
  return 'twoFactorRedirect' in Object(body) ? 'needs-code' : 'signed-in'
}

export async function verifyCode(code: string): Promise<void> {
  await request('/api/auth/two-factor/verify-totp', { code })
}

export async function verifyBackupCode(code: string): Promise<void> {
  await request('/api/auth/two-factor/verify-backup-code', { code })
}

export async function signOut(): Promise<void> {
  await request('/api/auth/sign-out', {})
}
