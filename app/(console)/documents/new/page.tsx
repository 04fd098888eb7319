import { NewDocumentScreen } from '#components/documents/editor/new-document-screen'
import { FirstData } from '#components/shell/first-data'
import { newDraft } from '#queries/documents/editor/queries'
import { newTypeOf } from '#queries/documents/editor/templates'
import { firstAnswers } from '#lib/api/server'

export default async function NewDocumentPage({ searchParams }: { searchParams: Promise<{ type?: string }> }) {
  const type = newTypeOf((await searchParams).type)
  return (
    <FirstData answers={await firstAnswers([newDraft(type)])}>
      <NewDocumentScreen key={type} type={type} />
    </FirstData>
  )
}
