/** Tables as text: what exports of lists are made of, in the browser and on the server alike. */
export interface TextColumn<Row> {
  header: string
  text: (row: Row) => string
}

export type TableFormat = 'csv' | 'json' | 'ndjson'

/** Writes a table piece by piece: head, any number of rows, tail. */
export interface TableWriter<Row> {
  head(): string
  rows(rows: readonly Row[]): string
  tail(): string
}

export function tableWriter<Row>(format: TableFormat, columns: readonly TextColumn<Row>[]): TableWriter<Row> {
  switch (format) {
    case 'csv':
      return csvWriter(columns)
    case 'ndjson':
      return {
        head: () => '',
        rows: (rows) => rows.map((row) => `${JSON.stringify(recordOf(columns, row))}\n`).join(''),
        tail: () => '',
      }
    case 'json':
      return jsonWriter(columns)
  }
}

/** RFC 4180. */
function csvWriter<Row>(columns: readonly TextColumn<Row>[]): TableWriter<Row> {
  const line = (cells: readonly string[]) => `${cells.map(csvCell).join(',')}\r\n`
  return {
    head: () => line(columns.map((column) => column.header)),
    rows: (rows) => rows.map((row) => line(columns.map((column) => column.text(row)))).join(''),
    tail: () => '',
  }
}

function jsonWriter<Row>(columns: readonly TextColumn<Row>[]): TableWriter<Row> {
  let written = 0
  return {
    head: () => '[',
    rows(rows) {
      const texts = rows.map((row) => `${written++ === 0 ? '' : ','}\n  ${JSON.stringify(recordOf(columns, row))}`)
      return texts.join('')
    },
    tail: () => '\n]\n',
  }
}

function recordOf<Row>(columns: readonly TextColumn<Row>[], row: Row): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column.header, column.text(row)]))
}

/** Signs that make a spreadsheet run a cell, also in their full-width forms. */
const formula = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/
const plainNumber = /^[+-]?\d+(\.\d+)?$/

/** A cell that a spreadsheet would run as a formula gets a leading apostrophe. */
export function csvCell(value: string): string {
  const safe = formula.test(value) && !plainNumber.test(value) ? `'${value}` : value
  return /[",\r\n\t;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
