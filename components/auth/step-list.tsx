import { type SetUpStep, setUpSteps } from '#queries/shell/set-up/steps'

export interface StepListProps {
  at: SetUpStep
  /** Undefined while that is not known, or while nobody is signed in who could go to other steps. */
  done?: ReadonlySet<SetUpStep> | undefined
}

export function StepList({ at, done }: StepListProps) {
  return (
    <ol className="mb-4 flex flex-wrap gap-x-4 gap-y-2 text-body">
      {setUpSteps.map(({ id, label }, index) => (
        <li
          key={id}
          aria-current={id === at ? 'step' : undefined}
          className={`flex items-center gap-1.5 ${id === at ? 'font-medium text-text' : 'text-text-3'}`}
        >
          <span
            aria-hidden
            className={`tabular flex size-5 items-center justify-center rounded-full text-badge ${id === at ? 'bg-accent text-on-fill' : 'bg-raised'}`}
          >
            {done?.has(id) ? '\u2713' : index + 1}
          </span>
          {done && id !== at && id !== 'administrator' ? (
            <a href={`/setup/${id}`} className="hover:text-accent hover:underline">
              {label}
            </a>
          ) : (
            label
          )}
          {done?.has(id) ? <span className="sr-only">(done)</span> : null}
        </li>
      ))}
    </ol>
  )
}
