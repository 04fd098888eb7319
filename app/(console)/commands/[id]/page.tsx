import { RunScreen } from '#components/run-command/run/run-screen'
import { FirstData } from '#components/shell/first-data'
import { runFirst } from './first-answers'
import { type PageSearch, searchOf } from '../../search'

export default async function RunPage({ params, searchParams }: PageSearch & { params: Promise<{ id: string }> }) {
  const { id } = await params
  return (
    <FirstData answers={await runFirst(id, searchOf(await searchParams))}>
      <RunScreen commandId={id} />
    </FirstData>
  )
}
