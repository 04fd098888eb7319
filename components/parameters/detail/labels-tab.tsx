'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ssm } from '#lib/api/browser'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { EmptyState } from '#components/ui/empty-state'
import { ErrorState } from '#components/ui/error-state'
import { Link } from '#components/ui/link'
import { useChange } from '#queries/shell/use-change'
import { LabelDialog } from '../change/label-dialog'
import type { ParameterRow } from '../own-operations'
import { parameterHref } from '../parameter-words'

export interface LabelsTabProps {
  row: ParameterRow
  blocked: string | undefined
}

/** Words that stand for a version: read by `name:label`, moved from version to version. */
export function LabelsTab({ row, blocked }: LabelsTabProps) {
  const { Name = '', Labels } = row
  const toast = useToast()
  const change = useChange('parameters')
  const [asked, setAsked] = useState<{ label: string | undefined }>()
  const remove = async (label: string, version: number) => {
    const input = { Name, ParameterVersion: version, Labels: [label] }
    if (!(await change.run(() => ssm('UnlabelParameterVersion', input)))) return
    const undo = () => void change.run(() => ssm('LabelParameterVersion', input))
    toast({ tone: 'ok', title: `${label} is no label of version ${version} any more`, undo })
  }
  return (
    <div className="flex max-w-[55rem] flex-col gap-3">
      {change.failure ? <ErrorState compact failure={change.failure} title="The label was not changed" /> : null}
      {Labels.length === 0 ? (
        <EmptyState
          kind="first-use"
          title="No labels"
          text={`A label stands for one version, and moves: whoever reads ${Name}:live gets the version that has it.`}
        />
      ) : (
        <ul aria-label="Labels" className="flex flex-col rounded-card border border-line bg-surface text-body">
          {Labels.map(({ Label, Version }) => (
            <li key={Label} className="flex min-h-10 flex-wrap items-center gap-2 border-b border-line px-3 py-1 last:border-0">
              <span className="min-w-32 font-medium break-all">{Label}</span>
              <Link href={parameterHref(Name, { v: Version })} className="mr-auto text-accent hover:underline">
                version {Version}
              </Link>
              <Button disabledReason={blocked} onClick={() => setAsked({ label: Label })}>
                Move
              </Button>
              <Button variant="ghost" disabledReason={blocked} onClick={() => void remove(Label, Version)}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button
        className="self-start"
        icon={<Plus aria-hidden size={16} strokeWidth={1.75} />}
        disabledReason={blocked}
        onClick={() => setAsked({ label: undefined })}
      >
        Add label
      </Button>
      {asked ? <LabelDialog row={row} label={asked.label} onClose={() => setAsked(undefined)} /> : null}
    </div>
  )
}
