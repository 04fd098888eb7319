import { AccessKeysScreen } from '#components/api-page/keys/access-keys-screen'
import { FirstData } from '#components/shell/first-data'
import { accessKeyPages } from '#queries/api-page/queries'
import { firstAnswers } from '#lib/api/server'

export default async function AccessKeysPage() {
  return (
    <FirstData answers={await firstAnswers([accessKeyPages()])}>
      <AccessKeysScreen />
    </FirstData>
  )
}
