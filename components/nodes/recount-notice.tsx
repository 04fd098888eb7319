import { ErrorState } from '#components/ui/error-state'
import type { Recount } from './use-recount'
import { numberText } from '#queries/ui/number-text'

export function RecountNotice({ before, nodes, failure }: Pick<Recount, 'before' | 'nodes' | 'failure'>) {
  if (failure) return <ErrorState compact failure={failure} title="The nodes could not be counted again; nothing was changed" />
  if (before === undefined) return null
  return (
    <p role="alert" className="rounded-control bg-warn-soft px-2.5 py-2">
      What matches changed: {numberText(before)} nodes a moment ago, {numberText(nodes.length)} now. Look again and confirm the
      new number.
    </p>
  )
}
