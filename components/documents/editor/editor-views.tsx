'use client'
import { useEffect, useMemo, useState } from 'react'
import { useKeys } from '#components/ui/key-provider'
import { CodeEditor } from '#components/ui/code/code-editor'
import { ActionSearch } from './action-search'
import { BottomPanel } from './bottom-panel'
import { DocumentServices } from './document-services'
import type { View } from './editor-toolbar'
import { GraphPanel } from './graph/graph-panel'
import { useFolds } from './graph/use-folds'
import { stepsWithProblems } from './marks'
import { Outline } from './outline'
import { Pane } from './pane'
import { hasStepList } from './read-document'
import { stepActions, type StepPlace } from './step-actions'
import { type Asked, StepDialogs } from './step-dialogs'
import { useTestRun } from './use-test-run'
import type { Workspace } from './use-workspace'

export interface EditorViewsProps {
  workspace: Workspace
  initialText: string
  name: string
  views: readonly View[]
  readOnly: boolean
}

const languages = { JSON: 'json', YAML: 'yaml', TEXT: 'plaintext' } as const

/** Blocks, outline, text and graph side by side, problems and forms below. */
export function EditorViews({ workspace, initialText, name, views, readOnly }: EditorViewsProps) {
  const [asked, setAsked] = useState<Asked>()
  const [tab, setTab] = useState('problems')
  const { read, selected, type, format } = workspace
  const [language] = useState(() => new DocumentServices({ type, format }))
  useEffect(() => language.setKind({ type, format }), [language, type, format])
  const test = useTestRun(workspace, name)
  const problems = useMemo(() => stepsWithProblems(read), [read])
  const { statuses } = test
  const marks = useMemo(() => ({ problems, statuses }), [problems, statuses])
  const actions = stepActions(workspace)
  const folds = useFolds(workspace.good.graph, name === '' ? type : name)
  const disabled = readOnly || !workspace.isReady
  const steps = hasStepList(read)
  const shows = (view: View) => steps && views.includes(view)
  const add = (place: StepPlace = {}) => setAsked({ kind: 'add', place })
  const connect = (from: string, to?: string) =>
    read.family === 'automation' ? setAsked({ kind: 'connect', from, to }) : undefined
  useKeys([
    { key: 'F8', label: 'Next problem', group: 'Editor', run: () => workspace.handle.current?.nextProblem() },
    {
      key: 'Mod+Enter',
      label: 'Test run',
      group: 'Editor',
      run: () => {
        setTab('try')
        if (test.reason === undefined) test.run()
      },
    },
  ])
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-card border border-line bg-surface max-md:min-h-[70rem]">
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        {shows('blocks') && read.family ? (
          <Pane label="Width of the blocks" name="blocks" initial={180} least={140} most={400} side="right">
            <section aria-label="Blocks" className="flex h-full min-h-0 flex-col">
              <h2 className="flex min-h-9 items-center border-b border-line px-2 text-body font-medium">Blocks</h2>
              <ActionSearch family={read.family} onAdd={(action) => actions.add(action)} isPanel disabled={disabled} />
            </section>
          </Pane>
        ) : null}
        {shows('outline') ? (
          <Pane label="Width of the outline" name="outline" initial={240} least={200} most={520} side="right">
            <Outline
              workspace={workspace}
              actions={actions}
              marks={marks}
              onAdd={() => add()}
              onConnect={() => (selected === undefined ? undefined : connect(selected))}
              onFold={() => folds?.toggleStep(selected)}
              disabled={disabled}
            />
          </Pane>
        ) : null}
        <div className={!steps || views.includes('text') ? 'min-w-0 flex-1 max-md:h-80 max-md:flex-none' : 'hidden'}>
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
          <GraphPlace isAlone={!views.includes('text')}>
            <GraphPanel
              workspace={workspace}
              actions={actions}
              marks={marks}
              folds={folds}
              onAdd={add}
              onConnect={connect}
              disabled={disabled}
            />
          </GraphPlace>
        ) : null}
      </div>
      <BottomPanel workspace={workspace} actions={actions} test={test} tab={tab} onTab={setTab} disabled={disabled} />
      {asked ? <StepDialogs asked={asked} workspace={workspace} actions={actions} onClose={() => setAsked(undefined)} /> : null}
    </div>
  )
}

function GraphPlace({ isAlone, children }: { isAlone: boolean; children: React.ReactNode }) {
  if (isAlone) return <div className="min-w-0 flex-1 max-md:h-96 max-md:flex-none">{children}</div>
  return (
    <Pane label="Width of the graph" name="graph" initial={400} least={260} most={1200} side="left">
      {children}
    </Pane>
  )
}
