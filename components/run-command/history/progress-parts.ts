import type { Tone } from '#queries/ui/status'

export interface Counted {
  TargetCount?: number | undefined
  CompletedCount?: number | undefined
  ErrorCount?: number | undefined
  DeliveryTimedOutCount?: number | undefined
}

/** What ListCommands tells of a run: ended well or otherwise, failed. The rest of the bar stays empty. */
export function progressParts({ TargetCount = 0, CompletedCount = 0, ErrorCount = 0, DeliveryTimedOutCount = 0 }: Counted): {
  tone: Tone
  share: number
}[] {
  const bad = ErrorCount + DeliveryTimedOutCount
  const parts: { tone: Tone; share: number }[] = [
    { tone: 'ok', share: (CompletedCount - bad) / Math.max(1, TargetCount) },
    { tone: 'bad', share: bad / Math.max(1, TargetCount) },
  ]
  return parts.filter((part) => part.share > 0)
}

/** "140 of 212, 3 failed". */
export function progressText({
  TargetCount = 0,
  CompletedCount = 0,
  ErrorCount = 0,
  DeliveryTimedOutCount = 0,
}: Counted): string {
  const bad = ErrorCount + DeliveryTimedOutCount
  const done =
    CompletedCount === TargetCount
      ? TargetCount.toLocaleString()
      : `${CompletedCount.toLocaleString()} of ${TargetCount.toLocaleString()}`
  return bad === 0 ? done : `${done}, ${bad.toLocaleString()} failed`
}
