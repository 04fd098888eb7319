import { ApiScreen } from '#components/api-page/api-screen'

export default function ApiPage() {
  return <ApiScreen />
}
