import { request } from '#lib/api/browser-request'

export type SignInAnswer = 'signed-in' | 'needs-code'

export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  const { body } = await request('/api/auth/sign-in/email', { email, password })
  return 'twoFactorRedirect' in Object(body) ? 'needs-code' : 'signed-in'
}

export async function signOut(): Promise<void> {
  await request('/api/auth/sign-out', {})
}
