import { RunScreen } from '#components/run-command/run/run-screen'

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  return <RunScreen commandId={(await params).id} />
}
