import { redirect } from 'next/navigation'

export default async function NodePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  redirect(`/nodes/${encodeURIComponent(decodeURIComponent(id))}/overview`)
}
