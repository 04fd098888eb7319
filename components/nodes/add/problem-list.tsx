import { CopyButton } from '#components/ui/copy-button'
import { connectionChecks } from './connection-checks'

/** What usually keeps a machine from appearing, each with the command that tells. */
export function ProblemList({ url }: { url: string }) {
  return (
    <section aria-label="Possible problems" className="flex flex-col gap-2">
      <h3 className="text-body font-medium">No node after two minutes. Check on the machine:</h3>
      <ol className="flex flex-col gap-2">
        {connectionChecks(url).map((check) => (
          <li key={check.id} className="flex flex-col gap-1">
            <span className="text-body">
              {check.title}. <span className="text-text-3">Sound: {check.sound}</span>
            </span>
            <div className="flex items-start gap-1 rounded-control border border-line bg-sunken py-0.5 pr-1 pl-2">
              <code className="min-w-0 flex-1 py-1 text-meta break-words">{check.command}</code>
              <CopyButton text={check.command} label={`Copy command: ${check.title}`} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
