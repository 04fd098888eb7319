import { type LogLine, lineText } from '#queries/ui/log/log-buffer'

/** Words by which programs tell that something went wrong. */
const trouble =
  /\b(error|fatal|failed|failure|exception|traceback|panic|denied|cannot|can't|unable|not found|no such|invalid)\b|^e:/i
const harmless = /\b(0 errors?|no errors?|without errors?)\b/i

/** Where a reader should look first: the first line on stderr that speaks of trouble, else the same on stdout, else the first stderr line. */
export function firstErrorLine(lines: readonly LogLine[]): number | undefined {
  const speaks = (line: LogLine) => {
    const text = lineText(line)
    return trouble.test(text) && !harmless.test(text)
  }
  const onStderr = lines.findIndex((line) => line.stream === 'stderr' && speaks(line))
  if (onStderr >= 0) return onStderr
  const onStdout = lines.findIndex(speaks)
  if (onStdout >= 0) return onStdout
  const any = lines.findIndex((line) => line.stream === 'stderr' && line.raw.trim() !== '')
  return any >= 0 ? any : undefined
}
