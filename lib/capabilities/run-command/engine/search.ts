import type { Ctx } from '#lib/platform/context'
import type { Command } from '../command'
import type { StoredInvocation } from '../store/invocations'
import type { LineMatcher } from './line-matcher'
import { findStepOutput, type StepOutput, type StepStream } from './step-output'

export interface OutputHit {
  nodeId: string
  nodeName: string
  step: string
  stream: StepOutput['stream']
  /** From 1. */
  line: number
  text: string
  before: readonly string[]
  after: readonly string[]
}

export interface NodeSearch {
  command: Command
  invocation: StoredInvocation
  matches: LineMatcher
  /** Only this one. */
  step?: string | undefined
  context: number
  /** Stop after so many. */
  limit: number
}

/** What a node's outputs hold, and how many bytes were read for it. */
export async function searchNode(ctx: Ctx, search: NodeSearch): Promise<{ hits: readonly OutputHit[]; bytes: number }> {
  const hits: OutputHit[] = []
  let bytes = 0
  const streams = search.command.steps.flatMap(({ name }) => ((search.step ?? name) === name ? streamsOf(name) : []))
  for (const stream of streams) {
    const output = await findStepOutput(ctx, search.invocation, stream)
    bytes += output.totalBytes
    for await (const segment of segmentsOf(output)) {
      hits.push(...hitsIn(search, output, segment))
      if (hits.length >= search.limit) return { hits: hits.slice(0, search.limit), bytes }
    }
  }
  return { hits, bytes }
}

function streamsOf(step: string): readonly StepStream[] {
  return [
    { step, stream: 'stdout' },
    { step, stream: 'stderr' },
  ]
}

interface Segment {
  firstLine: number
  text: string
}

const segmentBytes = 1024 * 1024
const longestShown = 2_000
const longestUnfinished = 4 * 1024 * 1024

/** Whole lines, about a mebibyte at a time, so that no output has to fit in memory. The next is read while one is searched. */
async function* segmentsOf(output: StepOutput): AsyncGenerator<Segment> {
  const decoder = new TextDecoder()
  const read = (start: number) => output.read({ start, end: start + segmentBytes })
  let rest = ''
  let firstLine = 1
  let next = output.totalBytes > 0 ? read(0) : undefined
  for (let start = 0; next !== undefined; ) {
    const bytes: Uint8Array = await next
    start += bytes.length
    const isLast = bytes.length === 0 || start >= output.totalBytes
    next = isLast ? undefined : read(start)
    // Whoever stops early never looks at the answer to this.
    next?.catch(() => undefined)
    const text = rest + decoder.decode(bytes, { stream: !isLast })
    // A line longer than this is cut, or it would be read again and again.
    const end = isLast || text.length > longestUnfinished ? text.length : text.lastIndexOf('\n') + 1
    rest = text.slice(end)
    const segment = { firstLine, text: text.slice(0, end) }
    if (end > 0) yield segment
    firstLine += lineEnds(segment.text)
  }
}

function lineEnds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function hitsIn(
  { invocation, matches, context }: NodeSearch,
  output: StepOutput,
  { firstLine, text }: Segment,
): readonly OutputHit[] {
  if (!matches.mayBeIn(text)) return []
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return matches.linesIn(lines).map((index) => ({
    nodeId: invocation.nodeId,
    nodeName: invocation.nodeName,
    step: output.step,
    stream: output.stream,
    line: firstLine + index,
    text: shown(lines[index] ?? ''),
    before: lines.slice(Math.max(0, index - context), index).map(shown),
    after: lines.slice(index + 1, index + 1 + context).map(shown),
  }))
}

function shown(line: string): string {
  return line.length > longestShown ? `${line.slice(0, longestShown)}…` : line
}
