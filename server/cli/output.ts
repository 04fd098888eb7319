/** With --json the answer as it is; else the lines for a person. */
export function print(options: { json?: boolean }, answer: unknown, lines: () => readonly string[]): void {
  const text = options.json ? JSON.stringify(answer, undefined, 2) : lines().join('\n')
  process.stdout.write(`${text}\n`)
}

/** Columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
