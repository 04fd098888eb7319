import { quarterdeck } from '#lib/api/browser'
import type { ConsoleOutput } from '#queries/shell/own-operations'
import { ownQuery } from '#queries/shell/ssm-query'
import { saveFile } from '#queries/ui/save-file'

export type ExportTask = ConsoleOutput<'ListExports'>['Exports'][number]

export function exportTasks() {
  return ownQuery<ConsoleOutput<'ListExports'>>('console', 'ListExports', {})
}

/** Fetches the file part by part and hands it to the browser. */
export async function downloadExport({ ExportId, List, Format }: ExportTask): Promise<void> {
  const parts: BlobPart[] = []
  let offset: number | undefined = 0
  while (offset !== undefined) {
    const part: ConsoleOutput<'GetExport'> = await quarterdeck('GetExport', { ExportId, Offset: offset })
    parts.push(Uint8Array.from(atob(part.Content), (sign) => sign.charCodeAt(0)))
    offset = part.NextOffset
  }
  saveFile(`${List}.${Format}`, parts, 'application/octet-stream')
}
