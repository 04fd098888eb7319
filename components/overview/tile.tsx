import type { ReactNode } from 'react'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'

export interface TileProps {
  title: string
  /** At the end of the title line. */
  aside?: ReactNode
  /** The first answer is here. What is shown stays when a later one fails. */
  answered: boolean
  /** A failed tile shows its own error; the others stay. */
  error?: unknown
  onRetry?: (() => void) | undefined
  children: ReactNode
}

export function Tile({ title, aside, answered, error, onRetry, children }: TileProps) {
  const said = answered ? `${title} could not be refreshed and may be old` : `${title} did not load`
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-section font-semibold">{title}</h2>
        {aside}
      </div>
      {answered ? children : error ? null : <Skeleton lines={3} />}
      {error ? <ErrorState compact failure={toFailure(error)} title={said} onRetry={onRetry} /> : null}
    </section>
  )
}
