import { redirect } from 'next/navigation'

export default async function DocumentPage({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params
  redirect(`/documents/${encodeURIComponent(decodeURIComponent(name))}/overview`)
}
