import { FirstData } from '#components/shell/first-data'
import { UsersScreen } from '#components/users/users-screen'
import { userPages } from '#queries/users/own-operations'
import { firstAnswers } from '#lib/api/server'

export default async function UsersPage() {
  return (
    <FirstData answers={await firstAnswers([userPages()])}>
      <UsersScreen />
    </FirstData>
  )
}
