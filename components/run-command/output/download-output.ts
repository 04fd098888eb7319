import { saveFile } from '#queries/ui/save-file'
import type { LogStream } from '#queries/ui/log/log-buffer'
import { rangeFetcher } from '../run/run-queries'

/** Saves all that the server keeps of a step, also what this page does not hold. */
export async function downloadOutput(place: { commandId: string; nodeId: string; step: string }, name: string): Promise<void> {
  const [stdout, stderr] = await Promise.all([readAll(place, 'stdout'), readAll(place, 'stderr')])
  const parts = stderr.length === 0 ? stdout : [...stdout, '\n--- stderr ---\n', ...stderr]
  saveFile(`${name}.txt`, new Blob(parts), 'text/plain')
}

async function readAll(place: { commandId: string; nodeId: string; step: string }, stream: LogStream): Promise<string[]> {
  const fetchRange = rangeFetcher(place)
  const parts: string[] = []
  for (let at = 0; ; ) {
    const range = await fetchRange(stream, at)
    parts.push(range.text)
    const next = range.offset + range.bytes
    if (next <= at || next >= range.size) return parts.filter((part) => part !== '')
    at = next
  }
}
