import { SecurityScreen } from '#components/account/security-screen'

export default function SecurityPage() {
  return <SecurityScreen />
}
