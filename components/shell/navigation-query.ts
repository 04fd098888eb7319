import type { ConsoleOutput } from './own-operations'
import { ownQuery } from './ssm-query'

export type NavigationCounts = ConsoleOutput<'GetNavigationCounts'>

export function navigationCounts() {
  return ownQuery<NavigationCounts>('navigation', 'GetNavigationCounts', {})
}
