'use client'
import { FileUp } from 'lucide-react'
import { type DragEvent, lazy, Suspense, useRef, useState } from 'react'
import { Page } from '#components/shell/page'
import { Button } from '#components/ui/button'
import { Skeleton } from '#components/ui/skeleton'
import { useMayChange } from '#queries/shell/session'
import { useImport } from './use-import'

const ImportTable = lazy(() => import('./import-table').then((module) => ({ default: module.ImportTable })))

/** Files become documents. What each would do is shown first, and nothing is sent before the button. */
export function ImportScreen() {
  const picker = useRef<HTMLInputElement>(null)
  const blocked = useMayChange()
  const plan = useImport()
  const [over, setOver] = useState(false)
  const chosen = plan.rows.filter((row) => row.chosen).length
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void plan.add([...event.dataTransfer.files])
  }
  return (
    <Page title="Import documents" breadcrumbs={[{ label: 'Documents', href: '/documents' }]}>
      <div className="flex flex-col gap-4">
        <div
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          className={`flex flex-wrap items-center gap-3 rounded-card border border-dashed p-4 text-body ${over ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface'}`}
        >
          <FileUp aria-hidden size={20} strokeWidth={1.75} className="text-text-3" />
          <p className="min-w-0 flex-1 text-text-2">
            Drop JSON, YAML and iCalendar files here, up to 200. Each becomes a document by the name of its file; nothing is sent
            before you have seen what it would do.
          </p>
          <input
            ref={picker}
            type="file"
            multiple
            accept=".json,.yaml,.yml,.ics,.txt"
            aria-label="Files to import"
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              void plan.add([...(event.target.files ?? [])])
              event.target.value = ''
            }}
          />
          <Button size="md" onClick={() => picker.current?.click()}>
            Choose files
          </Button>
        </div>
        {plan.rows.length === 0 ? null : (
          <Suspense fallback={<Skeleton lines={6} />}>
            <ImportTable rows={plan.rows} busy={plan.busy} onName={plan.rename} onChoose={plan.choose} />
            <div className="flex flex-wrap items-center gap-2">
              <Button
                size="md"
                variant="primary"
                busy={plan.busy}
                disabled={chosen === 0}
                disabledReason={blocked}
                onClick={() => void plan.run()}
              >
                {chosen === 1 ? 'Import 1 document' : `Import ${chosen} documents`}
              </Button>
              <Button size="md" onClick={plan.clear} disabled={plan.busy}>
                Clear the list
              </Button>
            </div>
          </Suspense>
        )}
      </div>
    </Page>
  )
}
