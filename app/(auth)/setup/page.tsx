import type { Metadata } from 'next'
import { SetUpScreen } from '#components/auth/set-up-screen'

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer' }

export default async function SetUpPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const { token } = await searchParams
  return <SetUpScreen token={typeof token === 'string' ? token : undefined} />
}
