'use client'
import { Segmented } from '#components/ui/tabs'
import { Pane } from './pane'
import { ParamPreview } from './param-preview'
import { Problems } from './problems'
import { hasStepList } from './read-document'
import type { StepActions } from './step-actions'
import { StepForm } from './step-form'
import { TryPanel } from './try-panel'
import type { TestRun } from './use-test-run'
import type { Workspace } from './use-workspace'

export interface BottomPanelProps {
  workspace: Workspace
  actions: StepActions
  test: TestRun
  tab: string
  onTab: (tab: string) => void
  disabled: boolean
}

export function BottomPanel({ workspace, actions, test, tab, onTab, disabled }: BottomPanelProps) {
  const { read, type } = workspace
  const options = [
    { value: 'problems', label: 'Problems', count: read.findings.length },
    ...(hasStepList(read) ? [{ value: 'step', label: 'Step' }] : []),
    ...(read.family ? [{ value: 'parameters', label: 'Parameters' }] : []),
    ...(type === 'Command' ? [{ value: 'try', label: 'Test run' }] : []),
  ]
  return (
    <Pane label="Height of the details" name="details" initial={260} least={120} most={900} side="top">
      <section aria-label="Details" className="flex h-full min-h-0 flex-col">
        <div className="border-b border-line px-2 py-1">
          <Segmented label="Details" value={tab} onChange={onTab} options={options} />
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
        <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
          {tab === 'problems' ? <Problems workspace={workspace} /> : null}
          {tab === 'step' ? <StepForm workspace={workspace} actions={actions} disabled={disabled} /> : null}
          {tab === 'parameters' ? <ParamPreview good={workspace.good} /> : null}
          {tab === 'try' && type === 'Command' ? <TryPanel test={test} /> : null}
        </div>
      </section>
    </Pane>
  )
}
