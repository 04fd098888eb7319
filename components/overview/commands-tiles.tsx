'use client'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '#components/ui/link'
import { CommandLine } from './command-line'
import { recentCommands, runningCommands } from './queries'
import { Tile } from './tile'

/** What is going on at this moment. */
export function RunningTile() {
  const queries = useQueries({ queries: runningCommands() })
  const commands = queries
    .flatMap((query) => query.data?.Commands ?? [])
    .sort((a, b) => (b.RequestedDateTime ?? 0) - (a.RequestedDateTime ?? 0))
  return (
    <Tile
      title="Running now"
      answered={queries.every((query) => query.data !== undefined)}
      error={queries.find((query) => query.error)?.error}
      onRetry={() => queries.forEach((query) => void query.refetch())}
    >
      {commands.length === 0 ? (
        <p className="text-body text-text-3">No command is running.</p>
      ) : (
        <ul className="-my-1.5 flex max-h-72 flex-col overflow-y-auto">
          {commands.map((command) => (
            <CommandLine key={command.CommandId} command={command} progress />
          ))}
        </ul>
      )}
    </Tile>
  )
}

export function RecentTile() {
  const { data, error, refetch } = useQuery(recentCommands())
  const commands = data?.Commands ?? []
  return (
    <Tile
      title="Recent commands"
      answered={data !== undefined}
      error={error}
      onRetry={() => void refetch()}
      aside={
        <Link href="/commands" className="rounded-control text-body text-accent hover:underline">
          All commands
        </Link>
      }
    >
      {commands.length === 0 ? (
        <p className="text-body text-text-3">No command has run yet.</p>
      ) : (
        <ul className="-my-1.5 flex flex-col">
          {commands.map((command) => (
            <CommandLine key={command.CommandId} command={command} />
          ))}
        </ul>
      )}
    </Tile>
  )
}
