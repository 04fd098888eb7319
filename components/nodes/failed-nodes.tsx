import type { NodeFailure } from './each-node'

const shown = 5

/** Which nodes an action did not reach, inside the dialog that started it. */
export function FailedNodes({ failures, total }: { failures: readonly NodeFailure[]; total: number }) {
  if (failures.length === 0) return null
  return (
    <div role="alert" className="rounded-control bg-bad-soft px-2.5 py-2">
      <p className="font-medium">
        {failures.length} of {total} failed; the others are done. Try again to repeat only these.
      </p>
      <ul className="mt-1 text-meta text-text-2">
        {failures.slice(0, shown).map(({ nodeId, failure }) => (
          <li key={nodeId} className="break-words">
            <span className="font-mono">{nodeId}</span> {failure.message}
          </li>
        ))}
        {failures.length > shown ? <li>and {failures.length - shown} more</li> : null}
      </ul>
    </div>
  )
}
