'use client'
import { useMemo, useState } from 'react'
import { plainPath } from '../bulk-words'
import type { FileFormat, ParameterType, Reading } from '../formats/entry'
import { guessFormat } from '../formats/entry'
import { mostChanges } from '../own-operations'
import { importChanges } from './import-changes'

interface Draft {
  text: string
  file: string
  format: FileFormat
  reading: Reading
  types: ReadonlyMap<string, ParameterType>
}

const nothing: Reading = { entries: [], problems: [] }
const empty: Draft = { text: '', file: '', format: 'json', reading: nothing, types: new Map() }
const largest = 1024 * 1024

/** A text that was picked or pasted, read as one of the formats. It stays in this page alone. */
export function useImport(path: string) {
  const [draft, setDraft] = useState(empty)
  const read = async (text: string, file: string, chosen?: FileFormat) => {
    const format = chosen ?? guessFormat(text, file)
    const reading = text.length > largest ? tooLarge : (await import('../formats/read-file')).readFile(text, format)
    setDraft({ ...empty, text, file, format, reading: atMost(reading) })
  }
  const retype = (name: string, type: ParameterType) =>
    setDraft((now) => ({ ...now, types: new Map([...now.types, [name, type]]) }))
  const choices = useMemo(() => ({ path: plainPath(path), types: draft.types }), [path, draft.types])
  const changes = useMemo(() => importChanges(draft.reading.entries, choices), [draft.reading, choices])
  return {
    ...draft,
    choices,
    changes,
    read,
    retype,
    clear: () => setDraft(empty),
  }
}

const tooLarge: Reading = { entries: [], problems: [{ line: 1, text: 'It has more than 1 MB: import it in parts.' }] }

function atMost({ entries, problems }: Reading): Reading {
  if (entries.length <= mostChanges) return { entries, problems }
  const text = `It has ${entries.length} parameters, and one change set has at most ${mostChanges}: import it in parts.`
  return { entries: [], problems: [{ line: 1, text }, ...problems] }
}
