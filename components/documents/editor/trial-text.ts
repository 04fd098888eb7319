import { toValue } from '#lib/vocabulary/document-tree/tree'
import type { Workspace } from './use-workspace'

/** All steps, those up to the chosen one, or the chosen one alone. */
export type Extent = 'all' | 'upTo' | 'only'

export function trialText(
  { now, current, format, selected }: Pick<Workspace, 'now' | 'current' | 'format' | 'selected'>,
  extent: Extent,
): { Content: string; DocumentFormat: string } {
  const root = current()?.root
  if (extent === 'all' || selected === undefined || !root) return { Content: now(), DocumentFormat: format }
  const document = toValue(root) as { mainSteps?: readonly { name?: string }[] }
  const steps = document.mainSteps ?? []
  const at = steps.findIndex(({ name }) => name === selected)
  const kept = steps.slice(extent === 'only' ? at : 0, at + 1)
  return { Content: JSON.stringify({ ...document, mainSteps: kept }), DocumentFormat: 'JSON' }
}
