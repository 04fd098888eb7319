import type { Metadata } from 'next'
import { ParametersScreen } from '#components/parameters/list/parameters-screen'
import { FirstData } from '#components/shell/first-data'
import { parametersFirst } from '#queries/parameters/first-queries'
import { firstAnswers } from '#lib/api/server'
import { type PageSearch, searchOf } from '../search'

export const metadata: Metadata = { title: 'Parameters' }

export default async function ParametersPage({ searchParams }: PageSearch) {
  return (
    <FirstData answers={await firstAnswers(parametersFirst(searchOf(await searchParams)))}>
      <ParametersScreen />
    </FirstData>
  )
}
