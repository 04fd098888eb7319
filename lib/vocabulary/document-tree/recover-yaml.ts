import { lineEnd, lineStart, nextLine } from './lines'

/*
 * Broken YAML, read on: the part that breaks it is blanked, and the text read again, as long as that leads further down. Each time the
 * least is blanked that does: the value of the line, the line but for its dashes, with the lines below that are deeper. Offsets stay.
 */

export interface YamlBreak {
  /** Where the reader stopped. */
  at: number
  reason: string
}

interface Recovered {
  breaks: readonly YamlBreak[]
  /** Without what breaks it; undefined when it stays broken. */
  text: string | undefined
}

const maxBreaks = 20
/** Each reads the whole text once at most, which keeps the time linear. */
const maxReads = 32

/** `read` gives the first break of a text. */
export function recoverYaml(text: string, first: YamlBreak, read: (text: string) => YamlBreak | undefined): Recovered {
  const breaks: YamlBreak[] = []
  let now = text
  let reads = 0
  let broken: YamlBreak | undefined = first
  while (broken && breaks.length < maxBreaks) {
    const found: { text: string; culprit: number; next: YamlBreak | undefined } | undefined = mend(broken)
    breaks.push(found ? { at: found.culprit, reason: broken.reason } : broken)
    if (!found) return { breaks, text: undefined }
    now = found.text
    broken = found.next
  }
  return { breaks, text: broken ? undefined : now }

  function mend(at: YamlBreak): { text: string; culprit: number; next: YamlBreak | undefined } | undefined {
    for (const { start, end, culprit } of candidates(now, at)) {
      if (reads >= maxReads) return undefined
      const mended = now.slice(0, start) + now.slice(start, end).replace(/[^\r\n]/g, ' ') + now.slice(end)
      if (mended === now) continue
      reads += 1
      const next = read(mended)
      if (!next || (next.at > at.at && next.at >= Math.max(nextLine(now, at.at), end))) return { text: mended, culprit, next }
    }
    return undefined
  }
}

interface Candidate {
  start: number
  end: number
  /** Where to report the break. */
  culprit: number
}

/** What is left open is noticed on a line below. */
const noticedLater = /deficient indentation|multiline key|end of the stream within|document separator/
const linesAbove = 3

function candidates(text: string, { at, reason }: YamlBreak): readonly Candidate[] {
  const isAtEnd = at >= text.trimEnd().length
  const own = isAtEnd ? text.length : lineStart(text, at)
  const above = linesWithText(text, own)
  const here = isAtEnd ? [] : parts(text, own).map((part) => ({ ...part, culprit: at }))
  const before = above.flatMap((line) => parts(text, line).map((part) => ({ ...part, culprit: firstOf(text, line) })))
  const all = noticedLater.test(reason) ? [...before, ...here] : [...here, ...before]
  const top = above.at(-1)
  return top === undefined ? all : [...all, { start: top, end: isAtEnd ? text.length : below(text, own), culprit: at }]
}

function linesWithText(text: string, from: number): readonly number[] {
  const lines: number[] = []
  for (let line = from; line > 0 && lines.length < linesAbove; ) {
    line = lineStart(text, line - 1)
    if (/^[ \t]*[^\s#]/.test(text.slice(line, lineEnd(text, line)))) lines.push(line)
  }
  return lines
}

function parts(text: string, line: number): readonly { start: number; end: number }[] {
  const end = lineEnd(text, line)
  const written = text.slice(line, end)
  const dashes = /^ *(?:- +)*/.exec(written)?.[0].length ?? 0
  const key = /^[^\s:#"'{}[\],&*!|>%@`][^:#"'{}[\]]{0,200}:(?= )/.exec(written.slice(dashes))?.[0].length
  const starts = [...(key === undefined ? [] : [line + dashes + key]), line + dashes]
  return [
    ...starts.map((start) => ({ start, end })),
    { start: line + dashes, end: below(text, line) },
    { start: line, end: below(text, line) },
  ]
}

/** After the lines below that are deeper, or empty. */
function below(text: string, line: number): number {
  const column = columnOfText(text, line)
  let end = nextLine(text, line)
  while (end < text.length) {
    const next = columnOfText(text, end)
    if (next !== undefined && next <= (column ?? 0)) break
    end = nextLine(text, end)
  }
  return end
}

/** Undefined of an empty line. */
function columnOfText(text: string, line: number): number | undefined {
  const written = text.slice(line, lineEnd(text, line))
  const column = written.search(/[^ ]/)
  return column === -1 ? undefined : column
}

function firstOf(text: string, line: number): number {
  return line + (columnOfText(text, line) ?? 0)
}
