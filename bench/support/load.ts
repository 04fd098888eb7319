/** One load after another on our server and on its peer, in turns, so that whatever else this machine does meets both. */
import type { LoadSettings } from './load-generator'
import { processorSeconds, startScript } from './processes'
import { median } from './report'

interface Load {
  perSecond: number
  p95: number
  faults: number
  bytesEach: number
  /** Also while it warmed up. */
  allAnswers: number
  /** Of the server's process alone, for each answer. */
  cpuMs: number
}

async function load(pid: number, settings: LoadSettings): Promise<Load> {
  const before = processorSeconds(pid)
  const generator = startScript('load-generator', settings)
  const found = await generator.line((line) => JSON.parse(line) as Omit<Load, 'cpuMs'>)
  const cpuMs = ((processorSeconds(pid) - before) * 1000) / found.allAnswers
  await generator.stop()
  if (found.faults > 0) throw new Error(`${found.faults} requests to ${settings.url} failed`)
  return { ...found, cpuMs }
}

interface Place {
  pid: number
  url: string
  /** Where it is asked for something else. */
  call?: LoadSettings['call']
}

/** One of our own, without a peer. */
export const loadOf = ({ pid, url, call }: Place, settings: Omit<LoadSettings, 'url'>): Promise<Load> =>
  load(pid, { ...settings, url, ...(call && { call }) })

const rounds = 3

/** Medians of both. */
export async function compareLoads(
  settings: Omit<LoadSettings, 'url'>,
  own: Place,
  peer: Place,
): Promise<{ own: Load; peer: Load }> {
  const [ours, peers]: [Load[], Load[]] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await loadOf(own, settings))
    peers.push(await loadOf(peer, settings))
  }
  return { own: medianOf(ours), peer: medianOf(peers) }
}

function medianOf(loads: readonly Load[]): Load {
  const of = (member: keyof Load) => median(loads.map((one) => one[member]))
  return {
    perSecond: of('perSecond'),
    p95: of('p95'),
    faults: of('faults'),
    bytesEach: of('bytesEach'),
    allAnswers: of('allAnswers'),
    cpuMs: of('cpuMs'),
  }
}
