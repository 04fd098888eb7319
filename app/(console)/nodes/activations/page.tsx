import type { Metadata } from 'next'
import { Suspense } from 'react'
import { ActivationsScreen } from '#components/activations/activations-screen'

export const metadata: Metadata = { title: 'Activations' }

export default function ActivationsPage() {
  return (
    <Suspense>
      <ActivationsScreen />
    </Suspense>
  )
}
