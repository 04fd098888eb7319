/** An id in a narrow place keeps its end, which tells it from its neighbours. Copies whole. */
export function MiddleCut({ text, end = 5 }: { text: string; end?: number }) {
  return (
    <span className="flex min-w-0">
      <span className="truncate">{text.slice(0, -end)}</span>
      <span className="shrink-0">{text.slice(-end)}</span>
    </span>
  )
}
