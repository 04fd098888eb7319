'use client'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ssm } from '#lib/api/browser'
import { toFailure } from '#queries/ui/failure'
import { nameProblem } from '../change/clone'
import type { ImportRow, Outcome, Stored } from './import-plan'

export interface PlannedRow extends ImportRow {
  outcome: Outcome | 'unknown' | 'done' | 'failed'
  why: string
  chosen: boolean
}

const mostFiles = 200
const largest = 256 * 1024

type Plan = typeof import('./import-plan')
type Result = { outcome: 'done' | 'failed'; why: string }

/** Files that were picked, what each would do here, and doing it. */
export function useImport() {
  const queries = useQueryClient()
  const picked = usePickedFiles()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map())
  const [busy, setBusy] = useState(false)
  const rows = usePlannedRows(picked.rows, picked.plan).map((row): PlannedRow => {
    const result = results.get(row.file)
    return result ? { ...row, ...result, chosen: false } : { ...row, chosen: row.chosen && !left.has(row.file) }
  })
  const run = async () => {
    setBusy(true)
    for (const row of rows.filter(({ chosen }) => chosen)) {
      const result = await outcomeOfSending(row)
      setResults((now) => new Map([...now, [row.file, result]]))
    }
    await queries.invalidateQueries({ queryKey: ['documents'] })
    setBusy(false)
  }
  const choose = (file: string, chosen: boolean) =>
    setLeft((now) => new Set(chosen ? [...now].filter((other) => other !== file) : [...now, file]))
  const anew = () => setResults(new Map())
  return {
    rows,
    add: (files: readonly File[]) => picked.add(files).then(anew),
    rename: picked.rename,
    choose,
    run,
    busy,
    clear: () => (picked.clear(), anew()),
  }
}

/** The language module comes with the first file. */
function usePickedFiles() {
  const [rows, setRows] = useState<readonly ImportRow[]>([])
  const [plan, setPlan] = useState<Plan>()
  const add = async (files: readonly File[]) => {
    const loaded = await import('./import-plan')
    setPlan(() => loaded)
    const read = await Promise.all(files.slice(0, mostFiles).map((file) => readFile(file, loaded)))
    setRows((now) => [...new Map([...now, ...read].map((row) => [row.file, row])).values()].slice(0, mostFiles))
  }
  const rename = (file: string, name: string) => setRows((now) => now.map((row) => (row.file === file ? { ...row, name } : row)))
  return { rows, plan, add, rename, clear: () => setRows([]) }
}

async function readFile(file: File, { readImport }: Plan): Promise<ImportRow> {
  if (file.size > largest) return tooLarge(file.name)
  return readImport({ file: file.webkitRelativePath || file.name, text: await file.text() })
}

function usePlannedRows(rows: readonly ImportRow[], plan: Plan | undefined): PlannedRow[] {
  const names = [...new Set(rows.map(({ name }) => name))].filter((name) => nameProblem(name) === undefined)
  const answers = useQueries({ queries: names.map((name) => storedQuery(name)) })
  const stored = new Map(names.map((name, at) => [name, answers[at]]))
  return rows.map((row): PlannedRow => {
    const isTwice = rows.some((other) => other !== row && other.name === row.name)
    const problem = isTwice ? 'Two files would become this document: give one another name.' : nameProblem(row.name)
    const answer = stored.get(row.name)
    const failure = problem ?? (answer?.error ? toFailure(answer.error).message : undefined)
    if (!plan || (failure === undefined && answer?.isPending !== false))
      return { ...row, outcome: 'unknown', why: 'Looking ...', chosen: false }
    const told = plan.outcomeOf(row, answer?.data ?? undefined, failure)
    return { ...row, ...told, chosen: told.outcome === 'create' || told.outcome === 'version' }
  })
}

async function outcomeOfSending(row: PlannedRow): Promise<Result> {
  try {
    return { outcome: 'done', why: `Saved as version ${await send(row)}.` }
  } catch (thrown) {
    return { outcome: 'failed', why: toFailure(thrown).message }
  }
}

/** Keyed apart from GetDocument: a name that is free is an answer here, and no error. */
function storedQuery(Name: string) {
  return {
    queryKey: ['documents', 'import', Name] as const,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<NonNullable<Stored> | null> => {
      try {
        const { Content = '', DocumentType } = await ssm('GetDocument', { Name, DocumentVersion: '$LATEST' }, { signal })
        return { text: Content, type: DocumentType }
      } catch (thrown) {
        if (toFailure(thrown).code === 'InvalidDocument') return null
        throw thrown
      }
    },
  }
}

async function send({ name, type, format, text, outcome }: PlannedRow): Promise<string> {
  const document = { Name: name, Content: text, DocumentFormat: format }
  const answer =
    outcome === 'create'
      ? await ssm('CreateDocument', { ...document, DocumentType: type })
      : await ssm('UpdateDocument', { ...document, DocumentVersion: '$LATEST' })
  return answer.DocumentDescription?.DocumentVersion ?? '1'
}

function tooLarge(file: string): ImportRow {
  const problems = ['It has more than 256 kB: a document has at most 64 kB.']
  return { file, name: file, type: 'Command', format: 'TEXT', text: '', problems }
}
