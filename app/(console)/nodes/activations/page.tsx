import type { Metadata } from 'next'
import { ActivationsScreen } from '#components/activations/activations-screen'
import { FirstData } from '#components/shell/first-data'
import { activationPages } from '#queries/activations/queries'
import { firstAnswers } from '#lib/api/server'

export const metadata: Metadata = { title: 'Activations' }

export default async function ActivationsPage() {
  return (
    <FirstData answers={await firstAnswers([activationPages()])}>
      <ActivationsScreen />
    </FirstData>
  )
}
