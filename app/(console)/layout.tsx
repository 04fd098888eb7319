import type { ReactNode } from 'react'
import { Frame } from '#components/shell/frame'
import { exportTasks } from '#queries/shell/exports/queries'
import { navigationCounts } from '#queries/shell/navigation-query'
import { sessionQuery } from '#queries/shell/session-query'
import { firstAnswers, firstCursor } from '#lib/api/server'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <Frame answers={await firstAnswers([sessionQuery, exportTasks(), navigationCounts()])} since={firstCursor()}>
      {children}
    </Frame>
  )
}
