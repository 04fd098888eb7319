import type { ConsoleOutput } from '#queries/shell/own-operations'
import { ownQuery } from '#queries/shell/ssm-query'

export function savedViews(List: string) {
  return ownQuery<ConsoleOutput<'ListSavedViews'>>('console', 'ListSavedViews', { List })
}
