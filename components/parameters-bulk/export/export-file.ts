import { relativeTo } from '../bulk-words'
import type { FileFormat } from '../formats/entry'
import type { Exported } from '../own-operations'

export interface ExportedFile {
  name: string
  text: string
  /** Secrets that are not in it. */
  left: number
}

/** Names are below the path, so that the file can be read into another one. */
export async function exportFile(
  parameters: readonly Exported[],
  { path, format }: { path: string; format: FileFormat },
): Promise<ExportedFile> {
  const { sameInDotenv, writeFile } = await import('../formats/write-file')
  if (parameters.length === 0) throw new Error(`There is no parameter below ${path}.`)
  const entries = parameters.flatMap(({ Name, Value, Type, Description }) =>
    Value === undefined
      ? []
      : [{ name: relativeTo(path, Name), value: Value, type: Type, ...(Description ? { description: Description } : {}) }],
  )
  const same = format === 'env' ? sameInDotenv(entries.map(({ name }) => name)) : []
  if (same.length > 0) throw new Error(`As environment variables these would have one name: ${same.slice(0, 4).join(', ')}.`)
  const base = path === '/' ? 'parameters' : path.slice(1).replaceAll('/', '-')
  return { name: `${base}.${format}`, text: writeFile(entries, format), left: parameters.length - entries.length }
}
