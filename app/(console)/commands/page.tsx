import { HistoryScreen } from '#components/run-command/history/history-screen'
import { FirstData } from '#components/shell/first-data'
import { historyFirst } from '#queries/run-command/history/first-queries'
import { firstAnswers } from '#lib/api/server'
import { type PageSearch, searchOf } from '../search'

export default async function CommandsPage({ searchParams }: PageSearch) {
  const answers = await firstAnswers(historyFirst(searchOf(await searchParams), Date.now() / 1000))
  return (
    <FirstData answers={answers}>
      <HistoryScreen />
    </FirstData>
  )
}
