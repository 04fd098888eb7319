'use client'
import { useState } from 'react'
import { CopyButton } from './copy-button'
import { numberText } from './number-text'

export interface JsonViewProps {
  value: unknown
  label: string
  /** Levels open at the start. */
  openTo?: number | undefined
}

/** Folds, copies, and cuts big values with "show all". Values are text, never markup. */
export function JsonView({ value, label, openTo = 2 }: JsonViewProps) {
  return (
    <div className="relative rounded-control border border-line bg-sunken font-mono text-meta">
      <div className="absolute top-1 right-1 z-[1]">
        <CopyButton text={JSON.stringify(value, null, 2) ?? ''} label={`Copy ${label}`} />
      </div>
      <section aria-label={label} className="max-h-96 overflow-auto p-3 pr-9">
        <Value value={value} depth={0} openTo={openTo} />
      </section>
    </div>
  )
}

interface ValueProps {
  value: unknown
  name?: string | undefined
  depth: number
  openTo: number
}

function Value({ value, name, depth, openTo }: ValueProps) {
  const key = name === undefined ? null : <span className="text-code-key">{name}: </span>
  if (typeof value !== 'object' || value === null)
    return (
      <div className="break-words whitespace-pre-wrap">
        {key}
        <Scalar value={value} />
      </div>
    )
  const entries = Array.isArray(value) ? value.map((item, at) => [String(at), item] as const) : Object.entries(value)
  const count = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`
  if (entries.length === 0)
    return (
      <div>
        {key}
        <span className="text-text-3">{Array.isArray(value) ? '[]' : '{}'}</span>
      </div>
    )
  return (
    <details open={depth < openTo}>
      <summary className="w-fit rounded-control marker:text-text-3">
        {key}
        <span className="text-text-3">{count}</span>
      </summary>
      <div className="ml-1 border-l border-line pl-3">
        {entries.map(([member, item]) => (
          <Value key={member} name={member} value={item} depth={depth + 1} openTo={openTo} />
        ))}
      </div>
    </details>
  )
}

const longest = 400

function Scalar({ value }: { value: unknown }) {
  const [all, setAll] = useState(false)
  if (typeof value !== 'string')
    return (
      <span
        className={value === null ? 'text-code-comment' : typeof value === 'number' ? 'text-code-number' : 'text-code-keyword'}
      >
        {String(value)}
      </span>
    )
  const cut = !all && value.length > longest
  return (
    <span className="text-code-string">
      {JSON.stringify(cut ? value.slice(0, longest) : value)}
      {cut ? (
        <button type="button" onClick={() => setAll(true)} className="ml-1 font-sans text-accent hover:underline">
          show all {numberText(value.length)} characters
        </button>
      ) : null}
    </span>
  )
}
