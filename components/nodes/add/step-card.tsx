import type { ReactNode } from 'react'

export interface StepCardProps {
  number: number
  title: string
  children: ReactNode
}

export function StepCard({ number, title, children }: StepCardProps) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface p-4">
      <h2 className="flex items-center gap-2 text-section font-semibold">
        <span aria-hidden className="flex size-6 items-center justify-center rounded-full bg-accent-soft text-body text-accent">
          {number}
        </span>
        {title}
      </h2>
      {children}
    </section>
  )
}
