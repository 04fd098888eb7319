import type { Resolution } from '#queries/ui/targets'
import { span } from '../invocation-why'
import type { OutputOf } from '../own-operations'
import { nodesText } from '#queries/ui/number-text'

export type PreviewAnswer = OutputOf<'PreviewCommand'>
export type Preview = NonNullable<PreviewAnswer['Preview']>

/** A large choice is sent in parts; their previews add up. The first problem speaks for all, beside what can be counted. */
export function joinPreviews(answers: readonly PreviewAnswer[]): PreviewAnswer | undefined {
  const wrong = answers.find((answer) => !answer.Ok)
  const previews = answers.flatMap((answer) => answer.Preview ?? [])
  const [first] = previews
  if (!first || (wrong && !wrong.Preview)) return wrong
  const sum = (count: (preview: Preview) => number) => previews.reduce((total, preview) => total + count(preview), 0)
  return {
    Ok: wrong === undefined,
    Problem: wrong?.Problem,
    Preview: {
      ...first,
      Matched: sum((preview) => preview.Matched),
      Online: sum((preview) => preview.Online),
      Offline: sum((preview) => preview.Offline),
      Waves: sum((preview) => preview.Waves),
      Skipped: tally(previews.flatMap((preview) => preview.Skipped.map(({ Reason, Count }) => [Reason, Count] as const))).map(
        ([Reason, Count]) => ({ Reason, Count }),
      ),
      RunsAs: tally(previews.flatMap((preview) => preview.RunsAs.map(({ User, Count }) => [User, Count] as const))).map(
        ([User, Count]) => ({ User, Count }),
      ),
      Nodes: previews.flatMap((preview) => preview.Nodes).slice(0, first.Nodes.length),
    },
  }
}

function tally(parts: readonly (readonly [string, number])[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const [name, count] of parts) counts.set(name, (counts.get(name) ?? 0) + count)
  return [...counts]
}

/** Nodes that would get the command: online now, or when they come back in time. */
export function reached({ Online, Offline }: Preview): number {
  return Online + Offline
}

export function resolutionOf(preview: Preview): Resolution {
  return {
    total: reached(preview),
    online: preview.Online,
    offline: preview.Offline,
    skipped: preview.Skipped.map(({ Reason, Count }) => ({ reason: skipReason(Reason, preview), count: Count })),
    sample: preview.Nodes.filter((node) => node.SkippedBecause === undefined)
      .slice(0, 5)
      .map((node) => ({ id: node.InstanceId, name: node.Name, status: node.PingStatus ?? 'Inactive' })),
  }
}

function skipReason(reason: string, { DocumentName, PlatformTypes }: Preview): string {
  if (reason === 'InvalidPlatform') return `${DocumentName} is for ${PlatformTypes.join(' and ')} only`
  return reason === 'Undeliverable' ? 'not registered here' : reason
}

/** "As root on 3 nodes, as maria on 1." Stock agents do not say, and run as root or SYSTEM. */
export function runsAsSentence(preview: Preview): string {
  const told = preview.RunsAs.map(({ User, Count }) => `as ${User} on ${nodesText(Count)}`)
  const untold = reached(preview) - preview.RunsAs.reduce((sum, { Count }) => sum + Count, 0)
  const parts = [...told, ...(untold > 0 ? [`as the agent's own account, normally root, on ${nodesText(untold)}`] : [])]
  const text = parts.join(', ')
  return text === '' ? '' : `${text[0]?.toUpperCase()}${text.slice(1)}.`
}

/** "Waits up to 10 min for a node to pick it up; then it may run up to 1 h." */
export function timeSentence({ TimeoutSeconds, ExecutionSeconds }: Preview): string {
  const pickUp = `A node has ${span(TimeoutSeconds)} to pick it up`
  return ExecutionSeconds === undefined ? `${pickUp}.` : `${pickUp}, then it may run up to ${span(ExecutionSeconds)}.`
}

/** What a person should know before pressing Send; most urgent first. */
export function previewWarnings(preview: Preview, parts: number): string[] {
  const { Offline, TimeoutSeconds } = preview
  const warnings: (string | false)[] = [
    reached(preview) === 0 && 'No node would run this: nothing matches, or all are skipped.',
    Offline > 0 &&
      `${nodesText(Offline)} ${Offline === 1 ? 'is' : 'are'} offline: it runs there only if they connect within ${span(TimeoutSeconds)}.`,
    parts > 1 &&
      `One command takes at most 50 named nodes, so this is sent as ${parts} commands. Each has its own rate control and error threshold.`,
  ]
  return warnings.filter((warning) => warning !== false)
}
