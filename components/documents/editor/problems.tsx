'use client'
import { CircleX, Info, TriangleAlert } from 'lucide-react'
import { Button } from '#components/ui/button'
import type { Finding } from '#lib/capabilities/documents/model/language/validate/finding'
import type { Workspace } from './use-workspace'

const looks = {
  error: { icon: CircleX, tone: 'text-bad', word: 'Error' },
  warning: { icon: TriangleAlert, tone: 'text-warn', word: 'Warning' },
  hint: { icon: Info, tone: 'text-off', word: 'Hint' },
}

export function Problems({ workspace }: { workspace: Workspace }) {
  const { read, server } = workspace
  return (
    <>
      {server.failure === undefined ? null : (
        <p className="border-b border-line bg-warn-soft px-3 py-1 text-body">
          The server could not be asked whether the documents that are named here exist: {server.failure}
        </p>
      )}
      {read.findings.length === 0 ? <p className="p-3 text-body text-text-2">No problems.</p> : <Found workspace={workspace} />}
    </>
  )
}

function Found({ workspace }: { workspace: Workspace }) {
  const { read } = workspace
  return (
    <ul aria-label="Problems" className="divide-y divide-line">
      {read.findings.map((finding, at) => (
        <Problem key={`${finding.start}:${finding.code}:${at}`} finding={finding} workspace={workspace} />
      ))}
    </ul>
  )
}

function Problem({ finding, workspace }: { finding: Finding; workspace: Workspace }) {
  const { icon: Icon, tone, word } = looks[finding.severity]
  const go = () => {
    workspace.handle.current?.reveal({ start: finding.start, end: finding.start + finding.length })
    workspace.handle.current?.focus()
  }
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-2 px-3 py-1 text-body">
      <Icon aria-hidden size={16} strokeWidth={1.75} className={`shrink-0 ${tone}`} />
      <span className="sr-only">{word}:</span>
      <button type="button" onClick={go} className="min-w-0 flex-1 text-left hover:text-accent">
        {finding.message} <span className="text-meta text-text-3">line {finding.line}</span>
      </button>
      {finding.fixes.map((fix) => (
        <Button
          key={fix.title}
          size="sm"
          disabled={!workspace.isReady || workspace.read.text !== workspace.text}
          onClick={() => workspace.handle.current?.edit(fix.edits)}
        >
          {fix.title}
        </Button>
      ))}
    </li>
  )
}
