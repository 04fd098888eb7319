import { HistoryScreen } from '#components/run-command/history/history-screen'

export default function CommandsPage() {
  return <HistoryScreen />
}
