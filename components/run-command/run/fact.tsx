import type { ReactNode } from 'react'

/** One line of a list of facts; stands in a two-column `dl`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}
