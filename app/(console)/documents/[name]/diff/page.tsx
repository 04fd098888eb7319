import type { Metadata } from 'next'
import { Suspense } from 'react'
import { DiffScreen } from '#components/documents/diff/diff-screen'
import { decodedName } from '../decoded-name'

export const metadata: Metadata = { title: 'Compare versions' }

export default async function DocumentDiffPage({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params
  return (
    <Suspense>
      <DiffScreen name={decodedName(name)} />
    </Suspense>
  )
}
