import { CircleCheck, CirclePlus, type LucideIcon, PowerOff, Unplug } from 'lucide-react'
import { toneText } from '#components/ui/badge'
import { RelativeTime } from '#components/ui/relative-time'
import type { Tone } from '#queries/ui/status'
import type { NodeDetail } from '../managed-node'

type Line = NodeDetail['History'][number]

const looks: Record<Line['Change'], { icon: LucideIcon; tone: Tone; words: string }> = {
  registered: { icon: CirclePlus, tone: 'run', words: 'Registered' },
  online: { icon: CircleCheck, tone: 'ok', words: 'Came online' },
  connected: { icon: CircleCheck, tone: 'ok', words: 'Connected again' },
  disconnected: { icon: Unplug, tone: 'off', words: 'Disconnected' },
  lost: { icon: Unplug, tone: 'warn', words: 'Connection lost' },
  deregistered: { icon: PowerOff, tone: 'off', words: 'Deregistered' },
}

/** The last changes of its connection, newest first. */
export function ConnectionHistory({ history }: { history: readonly Line[] }) {
  if (history.length === 0) return <p className="text-body text-text-3">Nothing has happened yet: the agent has not called.</p>
  return (
    <ol className="flex flex-col">
      {history.map((line) => {
        const { icon: Icon, tone, words } = looks[line.Change]
        return (
          <li key={`${line.At}${line.Change}`} className="flex items-start gap-2 border-b border-line py-1.5 last:border-0">
            <Icon aria-hidden size={16} strokeWidth={1.75} className={`mt-0.5 shrink-0 ${toneText[tone]}`} />
            <span className="min-w-0 flex-1">
              <span className="font-medium">{words}</span> <span className="break-words text-text-2">{line.Reason}</span>
            </span>
            <span className="text-text-3">
              <RelativeTime at={line.At} />
            </span>
          </li>
        )
      })}
    </ol>
  )
}
