import { clsx } from 'clsx'

export interface SkeletonProps {
  className?: string | undefined
  lines?: number | undefined
}

/** Appears after 150 ms only, so that fast answers never flash. */
export function Skeleton({ className, lines = 1 }: SkeletonProps) {
  return (
    <div aria-hidden className={clsx('flex animate-appear flex-col gap-2', className)}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={clsx('h-3 rounded-control bg-raised', line > 0 && line === lines - 1 ? 'w-3/5' : 'w-full')} />
      ))}
    </div>
  )
}
