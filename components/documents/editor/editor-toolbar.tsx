'use client'
import { Segmented } from '#components/ui/tabs'
import { Button } from '#components/ui/button'
import { formatDocument } from '#lib/capabilities/documents/model/language/format'
import { useToast } from '#components/shell/toasts'
import { hasStepList } from './read-document'
import type { Keeping } from './use-draft-keeper'
import type { Workspace } from './use-workspace'

export type View = 'blocks' | 'outline' | 'text' | 'graph'

const keepingWords: Record<Keeping, string> = {
  clean: '',
  waiting: 'Unsaved',
  saved: 'Draft saved',
  browser: 'Draft kept in this browser only: the server did not take it',
  conflict: 'Draft changed elsewhere',
}

export interface EditorToolbarProps {
  workspace: Workspace
  keeping: Keeping
  based: string | undefined
  views: readonly View[]
  onView: (view: View) => void
  disabled: boolean
}

const viewNames: readonly { view: View; label: string }[] = [
  { view: 'blocks', label: 'Blocks' },
  { view: 'outline', label: 'Outline' },
  { view: 'text', label: 'Text' },
  { view: 'graph', label: 'Graph' },
]

export function isView(name: string): name is View {
  return viewNames.some(({ view }) => view === name)
}

export function EditorToolbar({ workspace, keeping, based, views, onView, disabled }: EditorToolbarProps) {
  const toast = useToast()
  const { format, read } = workspace
  const refuse = () => toast({ tone: 'bad', title: 'The text does not read yet: see Problems' })
  const tidy = () => {
    const parsed = workspace.current()
    const formatted = parsed && formatDocument(parsed)
    if (formatted === undefined) refuse()
    else workspace.replaceAll(formatted)
  }
  const errors = read.findings.filter(({ severity }) => severity === 'error').length
  return (
    <div className="flex flex-wrap items-center gap-2 pb-2">
      {hasStepList(read)
        ? viewNames.map(({ view, label }, at) => (
            <Button
              key={view}
              size="sm"
              aria-pressed={views.includes(view)}
              variant={views.includes(view) ? 'secondary' : 'ghost'}
              title={`Mod+Shift+${at}`}
              onClick={() => onView(view)}
            >
              {label}
            </Button>
          ))
        : null}
      <span aria-live="polite" className="text-meta text-text-2">
        {[based === undefined ? '' : `Based on version ${based}`, keepingWords[keeping]].filter(Boolean).join(', ')}
      </span>
      <span className="ml-auto flex flex-wrap items-center gap-2">
        <Button size="sm" keyHint="F8" onClick={() => workspace.handle.current?.nextProblem()}>
          {errors === 0 ? 'No errors' : errors === 1 ? '1 error' : `${errors} errors`}
        </Button>
        {format === 'TEXT' ? null : (
          <>
            <Button size="sm" disabled={disabled} onClick={tidy}>
              Format
            </Button>
            {disabled ? null : (
              <Segmented
                label="Format of the text"
                value={format}
                onChange={(wanted) => (workspace.convert(wanted === 'JSON' ? 'JSON' : 'YAML') ? undefined : refuse())}
                options={[
                  { value: 'YAML', label: 'YAML' },
                  { value: 'JSON', label: 'JSON' },
                ]}
              />
            )}
          </>
        )}
      </span>
    </div>
  )
}
