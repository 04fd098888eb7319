export interface ExportColumn<Row> {
  header: string
  text: (row: Row) => string
}

/** RFC 4180. A cell that a spreadsheet would run as a formula gets a leading apostrophe. */
export function toCsv<Row>(columns: readonly ExportColumn<Row>[], rows: readonly Row[]): string {
  const head = columns.map((column) => csvCell(column.header)).join(',')
  const lines = rows.map((row) => columns.map((column) => csvCell(column.text(row))).join(','))
  return `${[head, ...lines].join('\r\n')}\r\n`
}

export function toJson<Row>(columns: readonly ExportColumn<Row>[], rows: readonly Row[]): string {
  const records = rows.map((row) => Object.fromEntries(columns.map((column) => [column.header, column.text(row)])))
  return `${JSON.stringify(records, null, 2)}\n`
}

export function csvCell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) && !/^[+-]?\d+(\.\d+)?$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
