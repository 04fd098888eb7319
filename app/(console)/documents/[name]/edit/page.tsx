import { EditDocumentScreen } from '#components/documents/editor/edit-document-screen'
import { FirstData } from '#components/shell/first-data'
import { editorFirst } from '#queries/documents/editor/queries'
import { firstAnswers } from '#lib/api/server'
import { decodedName } from '../decoded-name'

export default async function EditDocumentPage({ params }: { params: Promise<{ name: string }> }) {
  const name = decodedName((await params).name)
  return (
    <FirstData answers={await firstAnswers(editorFirst(name))}>
      <EditDocumentScreen key={name} name={name} />
    </FirstData>
  )
}
