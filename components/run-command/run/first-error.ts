import { type LogLine, type LogStream, lineText } from '#queries/ui/log/log-buffer'

/** Words by which programs tell that something went wrong. */
const trouble =
  /\b(error|fatal|failed|failure|exception|traceback|panic|denied|cannot|can't|unable|not found|no such|invalid)\b|^e:/i
const harmless = /\b(0 errors?|no errors?|without errors?)\b/i

export function speaksOfTrouble(text: string): boolean {
  return trouble.test(text) && !harmless.test(text)
}

/** Where a reader should look first: the first line on stderr that speaks of trouble, else the same on stdout, else the first stderr line. */
export function firstErrorLine(lines: readonly LogLine[]): number | undefined {
  const speaks = (line: LogLine) => speaksOfTrouble(lineText(line))
  const onStderr = lines.findIndex((line) => line.stream === 'stderr' && speaks(line))
  if (onStderr >= 0) return onStderr
  const onStdout = lines.findIndex(speaks)
  if (onStdout >= 0) return onStdout
  const any = lines.findIndex((line) => line.stream === 'stderr' && line.raw.trim() !== '')
  return any >= 0 ? any : undefined
}

/** A line as the search names it: the server counts each stream by itself, the viewer both together. */
export interface OutputPlace {
  stream: LogStream
  /** From 1. */
  line: number
}

/** Where to look first in an output too long to be read whole: what a program said last on stderr. */
export function endOfStderr(streams: readonly { Stream: LogStream; TotalLines: number }[]): OutputPlace | undefined {
  const stderr = streams.find(({ Stream, TotalLines }) => Stream === 'stderr' && TotalLines > 0)
  return stderr && { stream: 'stderr', line: stderr.TotalLines }
}

export function lineInBuffer(lines: readonly LogLine[], { stream, line }: OutputPlace): number | undefined {
  let seen = 0
  const at = lines.findIndex((one) => one.stream === stream && ++seen === line)
  return at < 0 ? undefined : at
}
