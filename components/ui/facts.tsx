import type { ReactNode } from 'react'
import { CopyButton } from './copy-button'

export interface Fact {
  label: string
  value: ReactNode
  /** Given for ids and addresses: what the copy button copies. */
  copy?: string | undefined
}

/** Label and value, one line each; values that the node has not told are a dash. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1 text-body">
      {facts.map(({ label, value, copy }) => (
        <div key={label} className="contents">
          <dt className="py-0.5 text-text-3">{label}</dt>
          <dd className="flex min-h-6 min-w-0 items-center gap-1 break-words">
            <span className="min-w-0 break-words">{value ?? <span className="text-text-3">-</span>}</span>
            {copy ? <CopyButton text={copy} label={`Copy ${label}`} /> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
