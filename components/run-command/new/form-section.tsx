import type { ReactNode } from 'react'

export interface FormSectionProps {
  id: string
  title: string
  /** At the end of the title line. */
  aside?: ReactNode
  children: ReactNode
}

/** One part of the form, with an anchor; none of them is locked behind another. Relative, so that hidden labels scroll with it. */
export function FormSection({ id, title, aside, children }: FormSectionProps) {
  return (
    <section
      aria-labelledby={`${id}-title`}
      id={id}
      className="relative flex min-w-0 scroll-mt-4 flex-col gap-3 rounded-card border border-line bg-surface p-4"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={`${id}-title`} className="text-section font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
