'use client'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import { useEndpoint } from '#components/shell/copy-as-menu'
import { useToast } from '#components/shell/toasts'
import { Button, ButtonLink } from '#components/ui/button'
import { ErrorState } from '#components/ui/error-state'
import { useKeys } from '#components/ui/key-provider'
import { PreviewPanel } from '#components/ui/preview-panel'
import { useMayChange } from '#queries/shell/session'
import { useChange } from '#queries/shell/use-change'
import { UsesLine } from '../change/uses-line'
import type { ParameterRow } from '../own-operations'
import { parameterHref } from '../parameter-words'
import { changeParameter } from '../queries'
import { DraftNotice } from './draft-notice'
import { editLine } from './edit-line'
import { dropDraft, keepDraft, type KeptDraft } from './kept-draft'
import { MergeBar } from './merge-bar'
import {
  changedMembers,
  changeInput,
  draftOf,
  type Member,
  memberLabels,
  memberText,
  mergeDrafts,
  type ParameterDraft,
  problemsOf,
  withMember,
} from './parameter-draft'
import { ParameterForm } from './parameter-form'

const DiffView = lazy(() => import('#components/ui/diff-view').then((module) => ({ default: module.DiffView })))

interface Edit {
  /** The version that the draft was made from. */
  base: ParameterRow
  draft: ParameterDraft
  conflicts: readonly Member[]
}

/** The form, beside it what saving would change. What others save meanwhile is merged, never overwritten. */
export function ParameterEditor({ row, kept }: { row: ParameterRow; kept: KeptDraft | undefined }) {
  const router = useRouter()
  const toast = useToast()
  const endpoint = useEndpoint()
  const blocked = useMayChange()
  const change = useChange('parameters')
  const [edit, setEdit] = useState<Edit>(() =>
    kept?.base ? { base: kept.base, draft: kept.draft, conflicts: [] } : { base: row, draft: draftOf(row), conflicts: [] },
  )
  const { base, draft, conflicts } = edit
  const { Name = '', Version = 1 } = base
  const [isRestored, setRestored] = useState(kept !== undefined)
  const write = (next: Edit) => {
    setEdit(next)
    keepDraft(Name, next)
  }
  const discard = () => {
    dropDraft(Name)
    setEdit({ base: row, draft: draftOf(row), conflicts: [] })
    setRestored(false)
  }
  const present = draftOf(base)
  const changed = changedMembers(present, draft)
  const problems = problemsOf(draft)
  const input = changeInput(present, draft, Version)
  const isOld = row.Version !== Version
  const isSecret = draft.type === 'SecureString'
  const reason =
    blocked ??
    (isOld ? `Version ${row.Version} was saved meanwhile: merge first.` : undefined) ??
    Object.values(problems)[0] ??
    (changed.length === 0 ? 'Nothing has changed.' : undefined)
  const merge = () => {
    const theirs = draftOf(row)
    const merged = mergeDrafts(present, draft, theirs)
    write({ base: row, draft: merged.draft, conflicts: merged.conflicts })
  }
  const go = async () => {
    if (reason !== undefined || !(await change.run(() => changeParameter(input)))) return
    dropDraft(Name)
    toast({ tone: 'ok', title: `Saved version ${Version + 1} of ${Name}` })
    router.push(parameterHref(Name))
  }
  useKeys([{ key: 'Mod+Enter', label: 'Save the new version', group: 'Parameter', run: () => void go() }])
  return (
    <div className="grid max-w-[80rem] grid-cols-[minmax(0,1fr)] items-start gap-6 lg:grid-cols-[minmax(0,1fr)_30rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {isRestored ? <DraftNotice onDiscard={discard} /> : null}
        <MergeBar
          version={Version}
          newer={isOld ? row : undefined}
          conflicts={conflicts}
          onMerge={merge}
          onTheirs={(member) =>
            write({
              ...edit,
              draft: withMember(draft, member, present),
              conflicts: conflicts.filter((one) => one !== member),
            })
          }
        />
        <ParameterForm
          draft={draft}
          onChange={(next) => write({ ...edit, draft: { ...draft, ...next } })}
          problems={problems}
          isEdit
          tier={base.Tier}
        />
      </div>
      <div className="flex min-w-0 flex-col gap-3 lg:sticky lg:top-4">
        {change.failure ? <ErrorState compact failure={change.failure} title="It was not saved" /> : null}
        <PreviewPanel
          warnings={
            present.tier === 'Standard' && draft.tier === 'Advanced' ? ['The advanced tier never goes back to standard.'] : []
          }
          facts={[
            { label: 'Saves', value: changed.length === 0 ? 'nothing yet' : `version ${Version + 1}` },
            { label: 'Changes', value: changed.map((member) => memberLabels[member]).join(', ') || '-' },
            { label: 'Impact', value: <UsesLine name={Name} lead={`Version ${Version} stays in the history`} /> },
          ]}
          request={isSecret && input.Value !== undefined ? { ...input, Value: '********' } : input}
          command={changed.length === 0 ? undefined : editLine(input, { present, endpoint })}
          actions={
            <>
              <ButtonLink href={parameterHref(Name)} size="md" onClick={() => dropDraft(Name)}>
                Cancel
              </ButtonLink>
              <Button
                variant="primary"
                size="md"
                keyHint="Mod+Enter"
                busy={change.busy}
                disabledReason={reason}
                onClick={() => void go()}
              >
                Save version
              </Button>
            </>
          }
        />
        <Suspense>
          {changed.map((member) => (
            <Difference key={member} member={member} before={present} after={draft} />
          ))}
        </Suspense>
      </div>
    </div>
  )
}

function Difference({ member, before, after }: { member: Member; before: ParameterDraft; after: ParameterDraft }) {
  const [old, next] = [memberText(before, member), memberText(after, member)]
  const isSecret = member === 'value' && after.type === 'SecureString'
  return (
    <section aria-label={`Change of ${memberLabels[member]}`} className="flex flex-col gap-1">
      <h3 className="text-body font-medium">{memberLabels[member]}</h3>
      {isSecret || old === undefined || next === undefined ? (
        <p className="text-body text-text-2">A new value, which is not shown.</p>
      ) : (
        <DiffView before={old} after={next} label={memberLabels[member]} names={['Now', 'New']} />
      )}
    </section>
  )
}
