import { saveFile } from '#queries/ui/save-file'
import type { LogStream } from '#queries/ui/log/log-buffer'
import { type AskedRange, fetchRanges, type ListedNode, rangeFetcher, type StepOfNode } from '../run/run-queries'

const streams = ['stdout', 'stderr'] as const

/** Saves all that the server keeps of a step, also what this page does not hold. */
export async function downloadOutput(place: StepOfNode, name: string): Promise<void> {
  const [stdout, stderr] = await Promise.all([readAll(place, 'stdout'), readAll(place, 'stderr')])
  const parts = stderr.length === 0 ? stdout : [...stdout, '\n--- stderr ---\n', ...stderr]
  saveFile(`${name}.txt`, new Blob(parts), 'text/plain')
}

async function readAll(place: StepOfNode, stream: LogStream, from = 0): Promise<string[]> {
  const fetchRange = rangeFetcher(place)
  const parts: string[] = []
  for (let at = from; ; ) {
    const range = await fetchRange(stream, at)
    parts.push(range.text)
    const next = range.offset + range.bytes
    if (next <= at || next >= range.size) return parts.filter((part) => part !== '')
    at = next
  }
}

export interface MergedPlace {
  commandId: string
  steps: readonly string[]
  nodes: readonly ListedNode[]
}

const atOnce = 100

/** All of all nodes, node after node in the order in which they began, each line with its node before it. */
export async function downloadMerged({ commandId, steps, nodes }: MergedPlace, name: string): Promise<void> {
  const begun = nodes.filter((node) => node.StartedDateTime !== undefined)
  const asked = begun
    .toSorted((a, b) => (a.StartedDateTime ?? 0) - (b.StartedDateTime ?? 0))
    .flatMap((node) => steps.flatMap((step) => streams.map((stream) => ({ node, step, stream }))))
  const parts: Blob[] = []
  for (let at = 0; at < asked.length; at += atOnce) {
    const some = asked.slice(at, at + atOnce)
    const texts = await readWhole(some.map(({ node, ...of }) => ({ commandId, nodeId: node.InstanceId, ...of, offset: 0 })))
    parts.push(new Blob(some.map(({ node }, index) => prefixed(texts[index] ?? '', node.InstanceName || node.InstanceId))))
  }
  saveFile(`${name}.txt`, new Blob(parts), 'text/plain')
}

async function readWhole(asked: readonly AskedRange[]): Promise<string[]> {
  const ranges = await fetchRanges(asked)
  const texts: string[] = []
  for (const [at, place] of asked.entries()) {
    const range = ranges[at]
    const next = range ? range.offset + range.bytes : 0
    const rest = range && next < range.size ? await readAll(place, place.stream, next) : []
    texts.push([range?.text ?? '', ...rest].join(''))
  }
  return texts
}

function prefixed(text: string, name: string): string {
  if (text === '') return ''
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
  return lines.map((line) => `${name} ${line}\n`).join('')
}
