import { NewDocumentScreen } from '#components/documents/editor/new-document-screen'

export default async function NewDocumentPage({ searchParams }: { searchParams: Promise<{ type?: string }> }) {
  const { type } = await searchParams
  return <NewDocumentScreen type={type} />
}
