import type { Metadata } from 'next'
import { ChangeSetsScreen } from '#components/parameters-bulk/change-sets/change-sets-screen'
import { FirstData } from '#components/shell/first-data'
import { changeSetPages } from '#queries/parameters-bulk/own-operations'
import { firstAnswers } from '#lib/api/server'

export const metadata: Metadata = { title: 'Change sets' }

export default async function ChangeSetsPage() {
  return (
    <FirstData answers={await firstAnswers([changeSetPages()])}>
      <ChangeSetsScreen />
    </FirstData>
  )
}
