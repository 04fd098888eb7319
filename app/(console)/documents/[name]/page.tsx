import { redirect } from 'next/navigation'
import { decodedName } from './decoded-name'

export default async function DocumentPage({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params
  redirect(`/documents/${encodeURIComponent(decodedName(name))}/overview`)
}
