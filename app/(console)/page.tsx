import type { Metadata } from 'next'
import { OverviewScreen } from '#components/overview/overview-screen'
import { FirstData } from '#components/shell/first-data'
import { overviewFirst } from '#queries/overview/queries'
import { firstAnswers } from '#lib/api/server'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage() {
  const answers = await firstAnswers(overviewFirst(Date.now() / 1000))
  return (
    <FirstData answers={answers}>
      <OverviewScreen />
    </FirstData>
  )
}
