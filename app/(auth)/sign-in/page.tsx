import type { Metadata } from 'next'
import { installationName } from '#lib/api/server'
import { SignInScreen } from '#components/auth/sign-in-screen'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams
  return <SignInScreen name={await installationName()} next={typeof next === 'string' ? next : undefined} />
}
