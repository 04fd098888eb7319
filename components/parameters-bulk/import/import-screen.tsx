'use client'
import { lazy, Suspense, useState } from 'react'
import { useTopics } from '#components/shell/live/live-provider'
import { Page } from '#components/shell/page'
import { Select } from '#components/ui/select'
import { Skeleton } from '#components/ui/skeleton'
import { TextField } from '#components/ui/text-field'
import { useUrlParam } from '#queries/ui/use-url-state'
import { type FileFormat, fileFormats, formatNames } from '../formats/entry'
import type { ChangeSet } from '../own-operations'
import { Applied } from '../plan/applied'
import { ImportSource } from './import-source'
import { useImport } from './use-import'

const ImportPlan = lazy(() => import('./import-plan').then((module) => ({ default: module.ImportPlan })))

const formats = fileFormats.map((format) => ({ value: format, label: formatNames[format] }))

/** A file becomes parameters below a path: what it would do first, then all of it or nothing. */
export function ImportScreen() {
  useTopics(['parameters'])
  const [path = '/', setPath] = useUrlParam('path')
  const [done, setDone] = useState<ChangeSet>()
  const draft = useImport(path)
  const { text, file, format, reading } = draft
  const applied = (changeSet: ChangeSet) => {
    setDone(changeSet)
    draft.clear()
  }
  const read = (given: string, from: string) => {
    setDone(undefined)
    void draft.read(given, from)
  }
  return (
    <Page title="Import parameters" breadcrumbs={[{ label: 'Parameters', href: '/parameters' }]}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-start gap-3">
          <TextField
            label="Into the path"
            mono
            value={path}
            onChange={(next) => setPath(next || undefined)}
            spellCheck={false}
            autoComplete="off"
            fieldClassName="w-full max-w-96"
          />
          {text === '' ? null : (
            <Select
              label="Read as"
              value={format}
              options={formats}
              onChange={(next) => void draft.read(text, file, next as FileFormat)}
              className="w-32"
            />
          )}
        </div>
        {done ? <Applied changeSet={done} path={path} /> : null}
        <ImportSource onText={read} />
        {reading.problems.length === 0 ? null : <Problems problems={reading.problems} />}
        {text !== '' && reading.entries.length === 0 && reading.problems.length === 0 ? (
          <p className="text-body text-text-2">There is no parameter in it.</p>
        ) : null}
        {reading.entries.length === 0 ? null : (
          <Suspense fallback={<Skeleton lines={6} />}>
            <ImportPlan draft={draft} onApplied={applied} />
          </Suspense>
        )}
      </div>
    </Page>
  )
}

function Problems({ problems }: { problems: readonly { line: number; text: string }[] }) {
  return (
    <section aria-label="Lines that were not read" className="rounded-card bg-bad-soft p-3 text-body">
      <h2 className="font-medium">{problems.length === 1 ? '1 line was not read' : `${problems.length} lines were not read`}</h2>
      <ul className="mt-1 flex max-h-40 flex-col gap-0.5 overflow-auto">
        {problems.map(({ line, text }) => (
          <li key={`${line} ${text}`} className="break-words">
            {line > 0 ? <span className="tabular text-text-2">line {line}: </span> : null}
            {text}
          </li>
        ))}
      </ul>
    </section>
  )
}
