'use client'
import { useEffect, useState } from 'react'
import { useKeys } from '#components/ui/key-provider'
import { CodeEditor } from '#components/ui/code/code-editor'
import { Segmented } from '#components/ui/tabs'
import { AddStepDialog } from './add-step-dialog'
import { ConnectDialog } from './connect-dialog'
import { DocumentServices } from './document-services'
import type { View } from './editor-toolbar'
import { GraphPanel } from './graph/graph-panel'
import { Outline } from './outline'
import { ParamPreview } from './param-preview'
import { Problems } from './problems'
import { hasStepList } from './read-document'
import { stepActions, stepOf } from './step-actions'
import { StepForm } from './step-form'
import { TryPanel } from './try-panel'
import type { Workspace } from './use-workspace'

export interface EditorViewsProps {
  workspace: Workspace
  initialText: string
  name: string
  views: readonly View[]
  readOnly: boolean
}

const languages = { JSON: 'json', YAML: 'yaml', TEXT: 'plaintext' } as const

/** Outline, text and graph side by side, problems and forms below. */
export function EditorViews({ workspace, initialText, name, views, readOnly }: EditorViewsProps) {
  const [dialog, setDialog] = useState<'add' | 'connect'>()
  const { read, selected } = workspace
  const { type, format } = workspace
  const [language] = useState(() => new DocumentServices({ type, format }))
  useEffect(() => language.setKind({ type, format }), [language, type, format])
  const actions = stepActions(workspace)
  const disabled = readOnly || !workspace.isReady
  const steps = hasStepList(read)
  const shows = (view: View) => steps && views.includes(view)
  const add = () => setDialog('add')
  const connect = read.family === 'automation' && selected !== undefined ? () => setDialog('connect') : () => undefined
  useKeys([{ key: 'F8', label: 'Next problem', group: 'Editor', run: () => workspace.handle.current?.nextProblem() }])
  const siblings = stepOf(read, selected)?.list.steps.flatMap((step) => step.name ?? []) ?? []
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-surface">
      <div className="flex min-h-0 flex-1 divide-x divide-line">
        {shows('outline') ? (
          <div className="w-64 shrink-0">
            <Outline workspace={workspace} actions={actions} onAdd={add} onConnect={connect} disabled={disabled} />
          </div>
        ) : null}
        <div className={!steps || views.includes('text') ? 'min-w-0 flex-1' : 'hidden'}>
          <CodeEditor
            label="Text of the document"
            value={initialText}
            language={languages[workspace.format]}
            services={language.services}
            markers={workspace.markers}
            onChange={workspace.onText}
            onCursor={workspace.onCursor}
            onReady={workspace.onReady}
            readOnly={readOnly}
            handle={workspace.handle}
          />
        </div>
        {shows('graph') ? (
          <div className="min-w-0 flex-1">
            <GraphPanel workspace={workspace} actions={actions} onAdd={add} disabled={disabled} />
          </div>
        ) : null}
      </div>
      <BottomPanel workspace={workspace} actions={actions} name={name} disabled={disabled} />
      {dialog === 'add' && read.family ? (
        <AddStepDialog
          family={read.family}
          after={selected ?? read.lists[0]?.steps.at(-1)?.name}
          onAdd={(action) => {
            setDialog(undefined)
            actions.add(action)
          }}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'connect' && selected !== undefined ? (
        <ConnectDialog
          from={selected}
          others={siblings.filter((other) => other !== selected)}
          onConnect={(connection) => {
            setDialog(undefined)
            actions.connect(selected, connection)
          }}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
    </div>
  )
}

interface BottomPanelProps {
  workspace: Workspace
  actions: ReturnType<typeof stepActions>
  name: string
  disabled: boolean
}

function BottomPanel({ workspace, actions, name, disabled }: BottomPanelProps) {
  const { read, type } = workspace
  const steps = hasStepList(read)
  const [tab, setTab] = useState('problems')
  const options = [
    { value: 'problems', label: 'Problems', count: read.findings.length },
    ...(steps ? [{ value: 'step', label: 'Step' }] : []),
    ...(read.family ? [{ value: 'parameters', label: 'Parameters' }] : []),
    ...(type === 'Command' ? [{ value: 'try', label: 'Test run' }] : []),
  ]
  return (
    <section aria-label="Details" className="flex h-[38%] min-h-40 shrink-0 flex-col border-t border-line">
      <div className="border-b border-line px-2 py-1">
        <Segmented label="Details" value={tab} onChange={setTab} options={options} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2">
        {tab === 'problems' ? <Problems workspace={workspace} /> : null}
        {tab === 'step' ? <StepForm workspace={workspace} actions={actions} disabled={disabled} /> : null}
        {tab === 'parameters' ? <ParamPreview good={workspace.good} /> : null}
        {tab === 'try' ? <TryPanel workspace={workspace} name={name} /> : null}
      </div>
    </section>
  )
}
