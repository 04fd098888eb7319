'use client'
import { type ReactNode, useState } from 'react'
import { StatusBadge } from '#components/ui/status-badge'
import { type OutputGroup, previewLines } from './output-groups'
import { plain } from './plain-text'
import { numberText } from '#queries/ui/number-text'

export interface OutputGroupCardProps {
  group: OutputGroup
  letter: string
  startOpen: boolean
  actions: ReactNode
  nameOf: (nodeId: string) => string
  onNode: (nodeId: string) => void
}

const fewLines = 12

export function OutputGroupCard({ group, letter, startOpen, actions, nameOf, onNode }: OutputGroupCardProps) {
  const [open, setOpen] = useState(startOpen)
  const { Sample } = group
  return (
    <section
      aria-label={`${group.Count} nodes, ${group.StatusDetails}, group ${letter}`}
      className="flex flex-col rounded-card border border-line bg-surface"
    >
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2 text-body">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex items-center gap-2 rounded-control"
        >
          <span className="inline-flex size-5 items-center justify-center rounded-control bg-raised text-badge font-semibold text-text-2">
            {letter}
          </span>
          <span className="tabular font-semibold">
            {numberText(group.Count)} {group.Count === 1 ? 'node' : 'nodes'}
          </span>
        </button>
        <StatusBadge kind="invocation" value={group.Status} detail={group.StatusDetails} />
        {group.ResponseCode === undefined ? null : <span className="text-text-2">exit {group.ResponseCode}</span>}
        <span className="ml-auto flex gap-2">{actions}</span>
      </header>
      {open ? (
        <div className="flex flex-col gap-2 border-t border-line p-3">
          {Sample ? (
            <SampleText stdout={Sample.StandardOutput} stderr={Sample.StandardError} />
          ) : (
            <p className="text-body text-text-3">Nothing was printed.</p>
          )}
          <p className="flex flex-wrap gap-x-2 gap-y-1 text-meta">
            {group.InstanceIds.slice(0, 20).map((id) => (
              <button
                key={id}
                type="button"
                onClick={() => onNode(id)}
                title={id}
                className="rounded-control text-accent hover:underline"
              >
                {nameOf(id)}
              </button>
            ))}
            {group.Count > 20 ? <span className="text-text-3">and {numberText(group.Count - 20)} more</span> : null}
          </p>
        </div>
      ) : null}
    </section>
  )
}

function SampleText({ stdout, stderr }: { stdout: string; stderr: string }) {
  const [all, setAll] = useState(false)
  const most = all ? Number.POSITIVE_INFINITY : fewLines
  const parts = [
    { name: 'stdout', ...previewLines(plain(stdout), most) },
    { name: 'stderr', ...previewLines(plain(stderr), most) },
  ].filter((part) => part.shown !== '')
  const more = parts.reduce((sum, part) => sum + part.more, 0)
  if (parts.length === 0) return <p className="text-body text-text-3">Nothing was printed.</p>
  return (
    <div className="flex flex-col gap-1">
      {parts.map((part) => (
        <pre
          key={part.name}
          aria-label={part.name}
          className={`rounded-control px-3 py-2 text-meta leading-5 break-words whitespace-pre-wrap ${part.name === 'stderr' ? 'border-l-2 border-bad-solid bg-bad-soft/50' : 'bg-sunken'}`}
        >
          {part.shown}
        </pre>
      ))}
      {more > 0 ? (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="w-fit rounded-control text-meta text-accent hover:underline"
        >
          Show {numberText(more)} more lines
        </button>
      ) : null}
    </div>
  )
}
