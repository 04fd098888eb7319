import type { Metadata } from 'next'
import { KeysScreen } from '#components/keys/keys-screen'
import { FirstData } from '#components/shell/first-data'
import { keyPages } from '#queries/keys/own-operations'
import { firstAnswers } from '#lib/api/server'

export const metadata: Metadata = { title: 'Keys' }

export default async function KeysPage() {
  return (
    <FirstData answers={await firstAnswers([keyPages()])}>
      <KeysScreen />
    </FirstData>
  )
}
