'use client'
import { FilePenLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button'
import { RelativeTime } from '#components/ui/relative-time'
import type { BaseVersion, Draft } from './queries'
import type { Keeping } from './use-draft-keeper'

export interface EditorBarsProps {
  readOnlyReason?: string | undefined
  /** Makes a copy that can be changed, where this cannot. */
  onClone: (() => void) | undefined
  draft: Draft | undefined
  base: BaseVersion | undefined
  latestVersion: string | undefined
  keeping: Keeping
  isNoticed: boolean
  isBehind: boolean
  isReady: boolean
  onDiff: () => void
  onNoticed: () => void
  onDiscard: () => void
  onMerge: () => void
  onLoadOther: () => void
  onKeepMine: () => void
}

/** What the person should know before going on, with what can be done. */
export function EditorBars(props: EditorBarsProps) {
  const { readOnlyReason, onClone, draft, base, latestVersion, keeping, isNoticed, isBehind, isReady } = props
  return (
    <>
      {readOnlyReason ? (
        <Bar actions={onClone ? <Button onClick={onClone}>Clone to edit</Button> : undefined}>{readOnlyReason}</Bar>
      ) : null}
      {isNoticed ? null : (
        <Bar
          actions={
            <>
              <Button onClick={props.onDiff}>Diff</Button>
              <Button disabled={!isReady} onClick={props.onDiscard}>
                Discard
              </Button>
              <Button onClick={props.onNoticed}>Continue</Button>
            </>
          }
        >
          Your draft {draft ? <RelativeTime at={draft.UpdatedDate} /> : null}
          {base ? ` on version ${base.version}` : ''} is back.
        </Bar>
      )}
      {isBehind && base ? (
        <Bar
          tone="warn"
          actions={
            <Button onClick={props.onMerge} disabled={!isReady}>
              Merge
            </Button>
          }
        >
          Version {latestVersion} was saved since version {base.version}, which this text is based on.
        </Bar>
      ) : null}
      {keeping === 'conflict' ? (
        <Bar
          tone="warn"
          actions={
            <>
              <Button onClick={props.onLoadOther}>Load the other text</Button>
              <Button onClick={props.onKeepMine}>Keep this text</Button>
            </>
          }
        >
          This draft is being written in another tab. Here it is read-only until you choose.
        </Bar>
      ) : null}
    </>
  )
}

function Bar({ tone = 'accent', children, actions }: { tone?: 'accent' | 'warn'; children: ReactNode; actions?: ReactNode }) {
  return (
    <output
      className={`mb-2 flex flex-wrap items-center gap-2 rounded-card border border-line px-3 py-1.5 text-body ${tone === 'warn' ? 'bg-warn-soft' : 'bg-accent-soft'}`}
    >
      <FilePenLine aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
      <span className="min-w-0 flex-1">{children}</span>
      {actions}
    </output>
  )
}
