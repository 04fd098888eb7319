import type { Metadata } from 'next'
import { ParameterScreen } from '#components/parameters/detail/parameter-screen'
import { FirstData } from '#components/shell/first-data'
import { parameterFirst } from '#queries/parameters/first-queries'
import { firstAnswers } from '#lib/api/server'
import { type PageSearch, searchOf } from '../../search'

export const metadata: Metadata = { title: 'Parameter' }

export default async function ParameterPage({ searchParams }: PageSearch) {
  return (
    <FirstData answers={await firstAnswers(parameterFirst(searchOf(await searchParams)))}>
      <ParameterScreen />
    </FirstData>
  )
}
