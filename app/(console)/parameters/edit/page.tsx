import type { Metadata } from 'next'
import { EditParameterScreen } from '#components/parameters/edit/edit-parameter-screen'
import { FirstData } from '#components/shell/first-data'
import { parameterFirst } from '#queries/parameters/first-queries'
import { firstAnswers } from '#lib/api/server'
import { type PageSearch, searchOf } from '../../search'

export const metadata: Metadata = { title: 'Edit parameter' }

export default async function EditParameterPage({ searchParams }: PageSearch) {
  return (
    <FirstData answers={await firstAnswers(parameterFirst(searchOf(await searchParams)))}>
      <EditParameterScreen />
    </FirstData>
  )
}
