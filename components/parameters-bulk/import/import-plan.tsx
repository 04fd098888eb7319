'use client'
import { Button } from '#components/ui/button'
import { Select } from '#components/ui/select'
import { type ParameterType, parameterTypes } from '../formats/entry'
import type { ChangeSet } from '../own-operations'
import { PlanPanel } from '../plan/plan-panel'
import type { PlanRow } from '../plan/plan-rows'
import { usePlan } from '../plan/use-plan'
import { useRevision } from '../plan/use-revision'
import { typeOf } from './import-changes'
import type { useImport } from './use-import'

export interface ImportPlanProps {
  draft: ReturnType<typeof useImport>
  onApplied: (changeSet: ChangeSet) => void
}

const types = parameterTypes.map((type) => ({ value: type, label: type }))

/** What the file would do. New parameters whose type it does not say get one here. */
export function ImportPlan({ draft, onApplied }: ImportPlanProps) {
  const { changes, file, choices } = draft
  const title = `Import ${file || 'of a text'} into ${choices.path}`
  const plan = usePlan({ changes, revision: useRevision(changes), title, source: 'import', onApplied })
  const byGroup = new Map(changes.map(({ group }, index) => [group, draft.reading.entries[index]]))
  const typeCell = (row: PlanRow) => {
    const entry = byGroup.get(row.group)
    const isOpen = entry !== undefined && entry.type === undefined && row.PresentVersion === 0 && row.Outcome !== 'same'
    if (!isOpen) return undefined
    return (
      <Select
        label={`Type of ${row.Name}`}
        hideLabel
        size="sm"
        className="w-36"
        value={typeOf(entry, choices)}
        options={types}
        onChange={(type) => draft.retype(entry.name, type as ParameterType)}
      />
    )
  }
  return (
    <PlanPanel caption="What the import would do" plan={plan} typed={choices.path} typeCell={typeCell}>
      <Button size="md" onClick={draft.clear}>
        Clear
      </Button>
    </PlanPanel>
  )
}
