import type { LogBuffer, LogLine, LogStream } from './log-buffer'

/** The lines that are shown, without copying them: all, or those of one stream. */
export interface LogWindow {
  /** Changes when places mean other lines than before: another stream, or lines dropped at the start. */
  key: string
  /** Of the buffer, when this was made. */
  version: number
  count: number
  lineAt: (at: number) => LogLine | undefined
  /** Counts from 1 over everything that was ever printed. */
  numberAt: (at: number) => number
  /** Where a line with this number, or the next one, stands. */
  placeOf: (number: number) => number
  /** Says which lines are on the screen, where they have to be fetched. */
  want?: ((first: number, last: number) => void) | undefined
}

export function allLines(buffer: LogBuffer, version: number): LogWindow {
  return {
    key: `all ${buffer.dropped}`,
    version,
    count: buffer.lines.length,
    lineAt: (at) => buffer.lines[at],
    numberAt: (at) => buffer.dropped + at + 1,
    placeOf: (number) => Math.max(0, number - buffer.dropped - 1),
  }
}

export function linesOf(buffer: LogBuffer, version: number, stream: LogStream): LogWindow {
  const places: number[] = []
  for (const [at, line] of buffer.lines.entries()) if (line.stream === stream) places.push(at)
  const placeAt = (at: number) => places[at] ?? -1
  return {
    key: `${stream} ${buffer.dropped}`,
    version,
    count: places.length,
    lineAt: (at) => buffer.lines[placeAt(at)],
    numberAt: (at) => buffer.dropped + placeAt(at) + 1,
    placeOf: (number) =>
      Math.max(
        0,
        places.findIndex((place) => buffer.dropped + place + 1 >= number),
      ),
  }
}
