import { AccessKeysScreen } from '#components/api-page/keys/access-keys-screen'

export default function AccessKeysPage() {
  return <AccessKeysScreen />
}
