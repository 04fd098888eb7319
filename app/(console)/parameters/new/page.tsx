import type { Metadata } from 'next'
import { Suspense } from 'react'
import { NewParameterScreen } from '#components/parameters/edit/new-parameter-screen'

export const metadata: Metadata = { title: 'Create parameter' }

export default function NewParameterPage() {
  return (
    <Suspense>
      <NewParameterScreen />
    </Suspense>
  )
}
