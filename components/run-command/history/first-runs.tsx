import { Terminal } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from '#components/ui/empty-state'
import { Link } from '#components/ui/link'
import { exampleHref, examples } from '../new/examples'

const cliLine = `aws ssm send-command --document-name AWS-RunShellScript --targets '[{"Key":"tag:env","Values":["prod"]}]' --parameters '{"commands":["uptime"]}' --profile quarterdeck`

/** What stands in for a history that is still empty: a way to begin by task. */
export function FirstRuns({ start }: { start: ReactNode }) {
  return (
    <>
      <EmptyState
        kind="first-use"
        title="Nothing was run yet"
        text="A command runs a script on many nodes at once, and keeps what each of them said. An example opens the form; nothing is sent before you press Send."
        action={start}
        command={cliLine}
      />
      <ul aria-label="Examples" className="mx-auto grid max-w-3xl gap-2 px-6 pb-8 sm:grid-cols-2 xl:grid-cols-3">
        {examples.map(({ id, title, text }) => (
          <li key={id} className="flex">
            <Link
              href={exampleHref(id)}
              className="flex min-w-0 flex-1 items-start gap-2 rounded-card border border-line bg-surface p-3 text-left text-body hover:border-line-strong hover:bg-raised"
            >
              <Terminal aria-hidden size={16} strokeWidth={1.75} className="mt-0.5 shrink-0 text-accent" />
              <span className="min-w-0">
                <span className="block font-medium">{title}</span>
                <span className="block text-text-2">{text}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
