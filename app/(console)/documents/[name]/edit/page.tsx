import { EditDocumentScreen } from '#components/documents/editor/edit-document-screen'
import { decodedName } from '../decoded-name'

export default async function EditDocumentPage({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params
  return <EditDocumentScreen name={decodedName(name)} />
}
