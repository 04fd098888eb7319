import { Link } from '#components/ui/link'
import { RelativeTime } from '#components/ui/relative-time'
import { StatusBadge } from '#components/ui/status-badge'
import { type Command, commandWords, progressWords } from './command-words'

export interface CommandLineProps {
  command: Command
  /** Running ones say how far they are. */
  progress?: boolean | undefined
}

/** One command in a tile. */
export function CommandLine({ command, progress }: CommandLineProps) {
  const { Status, StatusDetails, CompletedCount = 0, TargetCount = 0 } = command
  return (
    <li className="flex flex-wrap items-center gap-x-3 border-b border-line py-1.5 last:border-0">
      <span className="shrink-0 sm:w-28">
        <StatusBadge kind="command" value={Status} detail={StatusDetails} />
      </span>
      <span className="min-w-0 max-sm:order-first max-sm:basis-full sm:flex-1">
        <Link
          href={`/commands/${command.CommandId}`}
          className="block truncate rounded-control font-medium text-accent hover:underline"
        >
          {commandWords(command) || command.DocumentName}
        </Link>
        {progress ? (
          <span aria-hidden className="mt-1 block h-1 overflow-hidden rounded-full bg-raised">
            <span
              className="block h-full bg-run-solid"
              style={{ width: `${(CompletedCount / Math.max(1, TargetCount)) * 100}%` }}
            />
          </span>
        ) : null}
      </span>
      <span className="tabular shrink-0 text-meta text-text-2">{progressWords(command)}</span>
      <span className="ml-auto shrink-0 text-right sm:w-20 text-meta text-text-3">
        <RelativeTime at={command.RequestedDateTime} />
      </span>
    </li>
  )
}
