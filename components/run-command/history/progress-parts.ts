import type { Tone } from '#queries/ui/status'
import { nodesText, numberText } from '#queries/ui/number-text'

export interface Counted {
  Status?: string | undefined
  TargetCount?: number | undefined
  CompletedCount?: number | undefined
  ErrorCount?: number | undefined
  DeliveryTimedOutCount?: number | undefined
}

/** Ended otherwise: what was not counted as an error may also have been skipped or never sent, so it is not drawn as good. */
const unclear = new Set(['Failed', 'TimedOut', 'Cancelled', 'Cancelling'])

/** What ListCommands tells of a run. What has not ended leaves the bar empty. */
export function progressParts({
  Status,
  TargetCount = 0,
  CompletedCount = 0,
  ErrorCount = 0,
  DeliveryTimedOutCount = 0,
}: Counted): {
  tone: Tone
  share: number
}[] {
  const bad = ErrorCount + DeliveryTimedOutCount
  const parts: { tone: Tone; share: number }[] = [
    { tone: 'bad', share: bad / Math.max(1, TargetCount) },
    { tone: unclear.has(Status ?? '') ? 'off' : 'ok', share: (CompletedCount - bad) / Math.max(1, TargetCount) },
  ]
  return parts.filter((part) => part.share > 0)
}

/** "140 of 212, 3 failed", "212 nodes". */
export function progressText({
  TargetCount = 0,
  CompletedCount = 0,
  ErrorCount = 0,
  DeliveryTimedOutCount = 0,
}: Counted): string {
  const bad = ErrorCount + DeliveryTimedOutCount
  const done =
    CompletedCount === TargetCount ? nodesText(TargetCount) : `${numberText(CompletedCount)} of ${numberText(TargetCount)}`
  return bad === 0 ? done : `${done}, ${numberText(bad)} failed`
}
