import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { RunnableDocument } from '#agent/documents/document-step'
import { DocumentProblem, prepareDocument } from '#agent/documents/prepare-document'
import { resolveInside } from '#agent/downloads/place-files'
import { fetchDocument, parseDocumentReference } from '#agent/plugins/node-documents'
import { type StepContext, StepProblem } from '#agent/plugins/plugin'
import { isApiError } from '#lib/wire/api-error'

export type DocumentPlace = { type: 'LocalPath' | 'SSMDocument'; path: string }
type Values = Readonly<Record<string, unknown>>

const mostBytes = 1024 * 1024

/** Text of a document that runs inside another, and whether it may be YAML. */
interface DocumentText {
  text: string
  formats: readonly ('JSON' | 'YAML')[]
}

export async function readInnerDocument(
  { type, path: place }: DocumentPlace,
  parameters: Values,
  context: StepContext,
): Promise<RunnableDocument> {
  const source = type === 'LocalPath' ? readLocal(place, context) : await readKept(place, context)
  try {
    return await prepare(source, parameters)
  } catch (thrown) {
    if (thrown instanceof DocumentProblem || isApiError(thrown))
      throw new StepProblem(`The document ${place} cannot be run: ${thrown.message}`)
    throw thrown
  }
}

/** What a file name says of its format holds; without a word both are tried. */
function readLocal(place: string, context: StepContext): DocumentText {
  const file = resolveInside(context.downloads, place)
  if (!existsSync(file)) throw new StepProblem(`There is no document at ${file}.`)
  if (!statSync(file).isFile()) throw new StepProblem(`${file} is a directory: documentPath must name the document itself.`)
  if (statSync(file).size > mostBytes) throw new StepProblem(`${file} has more than ${mostBytes} bytes: it is no document.`)
  const ending = path.extname(file).toLowerCase()
  const formats =
    ending === '.json'
      ? (['JSON'] as const)
      : ['.yaml', '.yml'].includes(ending)
        ? (['YAML'] as const)
        : (['JSON', 'YAML'] as const)
  return { text: readFileSync(file, 'utf8'), formats }
}

async function readKept(place: string, context: StepContext): Promise<DocumentText> {
  const document = await fetchDocument(context, parseDocumentReference(place), context.cancelled)
  if (document.type !== 'Command')
    throw new StepProblem(`${document.name} is a document of the type ${document.type}; only Command documents can be run.`)
  return { text: document.content, formats: ['JSON'] }
}

/** The reader of documents is large, and most nodes never need it. */
async function prepare({ text, formats }: DocumentText, given: Values): Promise<RunnableDocument> {
  const [{ readCommandDocument }, { parseDocumentText }, { resolveParameters }] = await Promise.all([
    import('#lib/vocabulary/document'),
    import('#lib/vocabulary/document-text'),
    import('#lib/vocabulary/document-parameters'),
  ])
  const format = formats.length > 1 && !text.trimStart().startsWith('{') ? 'YAML' : (formats[0] ?? 'JSON')
  const document = readCommandDocument(parseDocumentText(text, format))
  const texts = Object.entries(given).map(([name, value]) => [name, textsOf(value)] as const)
  const values = resolveParameters(document.parameters, Object.fromEntries(texts))
  return prepareDocument({ DocumentContent: document.content, Parameters: values })
}

/** As SendCommand has them: a list of text for each. */
function textsOf(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  return items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
}
