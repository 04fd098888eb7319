import { NewCommandScreen } from '#components/run-command/new/new-command-screen'

export default function NewCommandPage() {
  return <NewCommandScreen />
}
