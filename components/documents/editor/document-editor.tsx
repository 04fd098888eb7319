'use client'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { type Crumb, Page } from '#components/shell/page'
import { useToast } from '#components/shell/toasts'
import { Button } from '#components/ui/button'
import { useKeys } from '#components/ui/key-provider'
import type { DocumentType } from '#lib/capabilities/documents/model/language/description/document-types'
import { useMayChange } from '#queries/shell/session'
import { usePreference } from '#queries/ui/use-preference'
import { EditorBars } from './editor-bars'
import { EditorDialogs } from './editor-dialogs'
import { EditorToolbar, isView, type View } from './editor-toolbar'
import { EditorViews } from './editor-views'
import { type BaseVersion, type Draft, readDraft, readVersion } from './queries'
import type { EditorFormat } from './read-document'
import { useDraftKeeper } from './use-draft-keeper'
import { useWorkspace, type WorkspaceStart } from './use-workspace'

export interface DocumentEditorProps {
  title: string
  breadcrumbs: readonly Crumb[]
  type: DocumentType
  userId: string
  /** Of the document, once it has a valid one. */
  name: string
  /** Given what is wrong with the name. */
  nameField?: (problem: string | undefined) => ReactNode
  nameProblem?: string | undefined
  draftName: string
  /** What the text was begun from; without one there is no document yet. */
  base: BaseVersion | undefined
  template: { text: string; format: EditorFormat }
  draft: Draft | undefined
  /** The browser's copy, newer than what the server has. */
  copy: string | undefined
  /** The newest version now, while the page is open. */
  latestVersion: string | undefined
  readOnlyReason?: string | undefined
  onSaved: (saved: BaseVersion) => void
}

export function DocumentEditor(props: DocumentEditorProps) {
  const { title, type, name, draft, template } = props
  const [base, setBase] = useState(props.base)
  const baseText = base?.text ?? template.text
  const storedText = draft?.Content ?? baseText
  const [initialText] = useState(props.copy ?? storedText)
  const workspace = useWorkspace(workspaceStart(props, initialText))
  const nameProblem = props.nameProblem ?? workspace.server.nameProblem
  const { views, toggle } = useViews()
  const [dialog, setDialog] = useState<'save' | 'diff' | 'clone'>()
  const [merging, setMerging] = useState<BaseVersion>()
  const [isNoticed, setNoticed] = useState(initialText === baseText)
  const mayChange = useMayChange()
  const queries = useQueryClient()
  const toast = useToast()
  const keeper = useDraftKeeper({
    type,
    format: workspace.format,
    userId: props.userId,
    name: props.draftName,
    text: workspace.text,
    now: workspace.now,
    baseText,
    baseVersion: base?.version,
    revision: draft?.Revision ?? 0,
    storedText,
    hasSecret: workspace.read.findings.some(({ code }) => code === 'clearTextSecret'),
  })
  const isBehind = base !== undefined && props.latestVersion !== undefined && Number(props.latestVersion) > Number(base.version)
  const blocked = props.readOnlyReason ?? mayChange
  const saveReason =
    blocked ??
    nameProblem ??
    (isBehind ? `Version ${props.latestVersion} is newer: merge first` : undefined) ??
    (base && workspace.text === base.text ? 'Nothing has changed' : undefined)
  const readOnly = blocked !== undefined || keeper.keeping === 'conflict'
  const openMerge = () =>
    void readVersion(name, '$LATEST').then(setMerging, (thrown: unknown) => toast({ tone: 'bad', title: String(thrown) }))
  const save = () => (saveReason === undefined && workspace.isReady ? setDialog('save') : undefined)
  useKeys([{ key: 'Mod+Shift+s', label: 'Save version', group: 'Editor', run: save }])
  const saved = (version: BaseVersion) => {
    setDialog(undefined)
    setBase(version)
    setNoticed(true)
    toast({ tone: 'ok', title: props.base ? `Version ${version.version} is saved` : `${name} is created` })
    void keeper.forget().then(() => {
      void queries.invalidateQueries({ queryKey: ['documents'] })
      props.onSaved(version)
    })
  }
  const settle = (isOther: boolean) =>
    void readDraft(props.draftName).then((other) => {
      keeper.takeOver(other?.Revision ?? 0)
      if (other && isOther) workspace.replaceAll(other.Content)
    })
  return (
    <Page
      title={title}
      documentTitle={title}
      breadcrumbs={props.breadcrumbs}
      layout="fill"
      actions={
        <Button variant="primary" keyHint="Mod+Shift+s" disabledReason={saveReason} disabled={!workspace.isReady} onClick={save}>
          {base ? 'Save version' : 'Create document'}
        </Button>
      }
    >
      {props.nameField?.(nameProblem)}
      <EditorBars
        {...props}
        readOnlyReason={blocked}
        onClone={props.readOnlyReason !== undefined && mayChange === undefined ? () => setDialog('clone') : undefined}
        base={base}
        keeping={keeper.keeping}
        isNoticed={isNoticed}
        isBehind={isBehind}
        isReady={workspace.isReady}
        onDiff={() => setDialog('diff')}
        onNoticed={() => setNoticed(true)}
        onDiscard={() => {
          workspace.replaceAll(baseText)
          setNoticed(true)
        }}
        onMerge={openMerge}
        onLoadOther={() => settle(true)}
        onKeepMine={() => settle(false)}
      />
      <EditorToolbar
        workspace={workspace}
        keeping={keeper.keeping}
        based={base?.version}
        views={views}
        onView={toggle}
        disabled={readOnly || !workspace.isReady}
      />
      <EditorViews workspace={workspace} initialText={initialText} name={name} views={views} readOnly={readOnly} />
      <EditorDialogs
        workspace={workspace}
        name={name}
        base={base}
        baseText={baseText}
        dialog={dialog}
        merging={merging}
        onSaved={saved}
        onMerged={(text) => {
          workspace.replaceAll(text)
          setBase(merging)
          setMerging(undefined)
        }}
        onClose={() => {
          setDialog(undefined)
          setMerging(undefined)
        }}
      />
    </Page>
  )
}

/** Which parts are shown, remembered in this browser. */
function useViews(): { views: readonly View[]; toggle: (view: View) => void } {
  const [stored, store] = usePreference('qd-editor-views', 'outline text graph')
  const views = stored.split(' ').filter(isView)
  const toggle = (view: View) =>
    store((views.includes(view) ? views.filter((other) => other !== view) : [...views, view]).join(' '))
  useKeys([
    { key: 'Mod+Shift+0', label: 'Blocks', group: 'Editor', run: () => toggle('blocks') },
    { key: 'Mod+Shift+1', label: 'Outline', group: 'Editor', run: () => toggle('outline') },
    { key: 'Mod+Shift+2', label: 'Text', group: 'Editor', run: () => toggle('text') },
    { key: 'Mod+Shift+3', label: 'Graph', group: 'Editor', run: () => toggle('graph') },
  ])
  return { views, toggle }
}

function workspaceStart(props: DocumentEditorProps, text: string): WorkspaceStart {
  const { type, name, nameProblem, base, readOnlyReason } = props
  const check = {
    name: nameProblem === undefined ? name : '',
    isNew: base === undefined,
    isWanted: readOnlyReason === undefined,
  }
  return { type, format: formatOfStart(props), text, check }
}

function formatOfStart({ draft, base, template }: DocumentEditorProps): EditorFormat {
  const format = draft?.DocumentFormat
  if (format === 'JSON' || format === 'YAML' || format === 'TEXT') return format
  return base?.format ?? template.format
}
