'use client'
import { useMemo, useState } from 'react'
import { Button } from '#components/ui/button'
import { Dialog } from '#components/ui/dialog'
import { Segmented } from '#components/ui/tabs'
import { type Choice, mergedText, mergeTexts } from './merge-texts'

export interface MergeDialogProps {
  base: string
  mine: string
  theirs: string
  version: string
  onMerge: (text: string) => void
  onClose: () => void
}

const options = [
  { value: 'mine', label: 'Mine' },
  { value: 'theirs', label: 'Theirs' },
  { value: 'both', label: 'Both' },
]

/** Nothing is overwritten: what both sides changed is asked, and the result can be undone in the editor. */
export function MergeDialog({ base, mine, theirs, version, onMerge, onClose }: MergeDialogProps) {
  const regions = useMemo(() => mergeTexts(base, mine, theirs), [base, mine, theirs])
  const conflicts = regions.flatMap((region) => (region.kind === 'conflict' ? [region] : []))
  const [choices, setChoices] = useState<readonly (Choice | undefined)[]>([])
  const open = conflicts.filter((_conflict, at) => choices[at] === undefined).length
  const choose = (at: number, choice: Choice) =>
    setChoices(conflicts.map((_conflict, index) => (index === at ? choice : choices[index])))
  const merged = () =>
    mergedText(
      regions,
      conflicts.map((_conflict, at) => choices[at] ?? 'mine'),
    )
  return (
    <Dialog
      open
      onClose={onClose}
      width="lg"
      title={`Merge with version ${version}`}
      description={
        conflicts.length === 0
          ? 'The changes do not touch each other: both are kept.'
          : `${conflicts.length === 1 ? 'One place was' : `${conflicts.length} places were`} changed on both sides. The rest is kept from both.`
      }
      footer={
        <>
          <Button size="md" onClick={onClose}>
            Later
          </Button>
          <Button
            size="md"
            variant="primary"
            disabledReason={open > 0 ? `${open} left to decide` : undefined}
            onClick={() => onMerge(merged())}
          >
            Merge
          </Button>
        </>
      }
    >
      <ol className="flex flex-col gap-4">
        {conflicts.map((conflict, at) => (
          <li key={at} className="flex flex-col gap-2">
            <Segmented
              label={`Conflict ${at + 1}`}
              value={choices[at] ?? ''}
              onChange={(choice) => choose(at, choice as Choice)}
              options={options}
            />
            <div className="grid grid-cols-2 gap-2">
              <Side title="Mine" lines={conflict.mine} />
              <Side title={`Version ${version}`} lines={conflict.theirs} />
            </div>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}

function Side({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div className="min-w-0 rounded-control border border-line bg-sunken">
      <p className="border-b border-line px-2 py-1 text-meta text-text-2">{title}</p>
      <pre className="overflow-x-auto p-2 font-mono text-meta">{lines.length === 0 ? '(removed)' : lines.join('\n')}</pre>
    </div>
  )
}
