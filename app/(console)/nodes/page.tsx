import type { Metadata } from 'next'
import { NodesScreen } from '#components/nodes/nodes-screen'
import { FirstData } from '#components/shell/first-data'
import { nodesFirst } from '#queries/nodes/first-queries'
import { firstAnswers } from '#lib/api/server'
import { type PageSearch, searchOf } from '../search'

export const metadata: Metadata = { title: 'Nodes' }

export default async function NodesPage({ searchParams }: PageSearch) {
  const answers = await firstAnswers(nodesFirst(searchOf(await searchParams), Date.now() / 1000))
  return (
    <FirstData answers={answers}>
      <NodesScreen />
    </FirstData>
  )
}
