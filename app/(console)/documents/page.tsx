import type { Metadata } from 'next'
import { DocumentsScreen } from '#components/documents/list/documents-screen'
import { FirstData } from '#components/shell/first-data'
import { libraryFirst } from '#queries/documents/first-queries'
import { firstAnswers } from '#lib/api/server'
import { type PageSearch, searchOf } from '../search'

export const metadata: Metadata = { title: 'Documents' }

export default async function DocumentsPage({ searchParams }: PageSearch) {
  return (
    <FirstData answers={await firstAnswers(libraryFirst(searchOf(await searchParams)))}>
      <DocumentsScreen />
    </FirstData>
  )
}
