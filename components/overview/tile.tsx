import type { ReactNode } from 'react'
import { ErrorState } from '#components/ui/error-state'
import { Skeleton } from '#components/ui/skeleton'
import { toFailure } from '#queries/ui/failure'

export interface TileProps {
  title: string
  /** At the end of the title line. */
  aside?: ReactNode
  loading?: boolean | undefined
  /** A failed tile shows its own error; the others stay. */
  error?: unknown
  onRetry?: (() => void) | undefined
  children: ReactNode
}

export function Tile({ title, aside, loading, error, onRetry, children }: TileProps) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-section font-semibold">{title}</h2>
        {aside}
      </div>
      {error ? (
        <ErrorState compact failure={toFailure(error)} title={`${title} did not load`} onRetry={onRetry} />
      ) : loading ? (
        <Skeleton lines={3} />
      ) : (
        children
      )}
    </section>
  )
}
