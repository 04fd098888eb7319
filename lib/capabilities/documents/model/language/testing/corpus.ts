/**
 * Documents written for the tests. In testing/corpus a section begins with `=== NAME | EXPECTED`, EXPECTED being the errors and warnings
 * as code@line, or nothing. `...0.3` as the first line stands for the usual two lines at the top of a document of that version.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { DocumentType } from '../description/document-types'

export interface CorpusDocument {
  name: string
  text: string
  type: DocumentType | undefined
  expected: readonly string[]
}

const folder = path.join(import.meta.dirname, 'corpus')

export function readCorpus(): readonly CorpusDocument[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((file) => sections(readFileSync(path.join(folder, file), 'utf8'), file))
}

function sections(source: string, file: string): readonly CorpusDocument[] {
  return source
    .split(/^=== /m)
    .slice(1)
    .map((section) => {
      const [head = '', ...lines] = section.split('\n')
      const [, type, name = '', expected = ''] = /^(?:\[([\w.]+)\] )?(.*?) *\| *(.*)$/.exec(head) ?? []
      const words = expected.split(' ').filter((word) => word !== '')
      return { name: `${file}: ${name}`, text: expanded(lines), type: type as DocumentType | undefined, expected: words }
    })
}

function expanded([first = '', ...rest]: readonly string[]): string {
  const version = /^\.\.\.([\d.]+)$/.exec(first)?.[1]
  return [...(version === undefined ? [first] : [`schemaVersion: '${version}'`, 'mainSteps:']), ...rest].join('\n')
}
