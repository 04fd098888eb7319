import { AuditScreen } from '#components/audit/audit-screen'
import { FirstData } from '#components/shell/first-data'
import { auditFirst } from '#queries/audit/first-queries'
import { firstAnswers } from '#lib/api/server'
import { type PageSearch, searchOf } from '../search'

export default async function AuditPage({ searchParams }: PageSearch) {
  const answers = await firstAnswers(auditFirst(searchOf(await searchParams), Date.now() / 1000))
  return (
    <FirstData answers={answers}>
      <AuditScreen />
    </FirstData>
  )
}
