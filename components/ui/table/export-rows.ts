import { type TableFormat, tableWriter } from '#lib/vocabulary/table-text'
import type { DataTableProps } from '../data-table'
import { saveFile } from '../save-file'
import type { Column } from './column'

export const exportFormats: readonly { format: TableFormat; label: string; type: string }[] = [
  { format: 'csv', label: 'CSV', type: 'text/csv' },
  { format: 'json', label: 'JSON', type: 'application/json' },
  { format: 'ndjson', label: 'NDJSON', type: 'application/x-ndjson' },
]

/** More than this many rows are written by the server in the background, where the list can do that. */
export const mostRowsHere = 10_000

/** A file with the columns on screen and every row that matches, written as the pages come. */
export async function exportRows<Row extends object>(
  props: DataTableProps<Row>,
  shown: readonly Column<Row>[],
  format: TableFormat,
): Promise<void> {
  const columns = shown.flatMap(({ id, header, text }) => (text ? [{ id, header, text }] : []))
  const inBackground = () =>
    props.onExportInBackground?.(
      format,
      columns.map(({ id, header }) => ({ id, header })),
    )
  if (props.onExportInBackground && (props.total ?? 0) > mostRowsHere) return inBackground()
  const writer = tableWriter(format, columns)
  const parts = [writer.head()]
  let count = 0
  for await (const page of props.fetchPages?.() ?? [props.rows]) {
    count += page.length
    if (count > mostRowsHere && props.onExportInBackground) return inBackground()
    parts.push(writer.rows(page))
  }
  parts.push(writer.tail())
  saveFile(`${props.id}.${format}`, parts, exportFormats.find((one) => one.format === format)?.type ?? 'text/plain')
}
