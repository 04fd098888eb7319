import type { Ctx } from '#lib/platform/context'
import type { Command } from '../command'
import { wholeCharacters } from '../model/output-stream'
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
  context: number
  /** Stop after so many. */
  limit: number
}

/** What a node's outputs hold, and how many bytes were read for it. */
export async function searchNode(ctx: Ctx, search: NodeSearch): Promise<{ hits: readonly OutputHit[]; bytes: number }> {
  const hits: OutputHit[] = []
  let bytes = 0
  const streams = search.command.steps.flatMap(({ name }) => streamsOf(name))
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
  lines: readonly string[]
}

const segmentBytes = 1024 * 1024
const longestShown = 2_000

/** Whole lines, about a mebibyte at a time, so that no output has to fit in memory. */
async function* segmentsOf(output: StepOutput): AsyncGenerator<Segment> {
  let rest = ''
  let firstLine = 1
  for (let start = 0; start < output.totalBytes; ) {
    const bytes = await output.read({ start, end: start + segmentBytes })
    const isLast = start + bytes.length >= output.totalBytes
    const whole = isLast ? bytes.length : wholeCharacters(bytes)
    if (whole === 0) return
    start += whole
    const lines = (rest + new TextDecoder().decode(bytes.subarray(0, whole))).split('\n')
    // A line longer than a segment is cut there, or it would be read again and again.
    rest = isLast || lines.length === 1 ? '' : (lines.pop() ?? '')
    yield { firstLine, lines }
    firstLine += lines.length
  }
  if (rest !== '') yield { firstLine, lines: [rest] }
}

function hitsIn(
  { invocation, matches, context }: NodeSearch,
  output: StepOutput,
  { firstLine, lines }: Segment,
): readonly OutputHit[] {
  return matches(lines).map((index) => ({
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
