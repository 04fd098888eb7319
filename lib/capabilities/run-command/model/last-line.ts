const longest = 300

/** The last line that says something; of a line drawn over itself, what stands there now. */
export function lastLine(text: string): string {
  for (let end = text.length; end > 0; ) {
    const start = text.lastIndexOf('\n', end - 1) + 1
    const line = text
      .slice(start, end)
      .split('\r')
      .findLast((part) => part.trim() !== '')
    if (line !== undefined) return line.trim().slice(0, longest)
    end = start - 1
  }
  return ''
}
