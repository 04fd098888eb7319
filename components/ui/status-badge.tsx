'use client'
import { clsx } from 'clsx'
import {
  Ban,
  CalendarClock,
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  Clock,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  PowerOff,
  RotateCw,
  SkipForward,
  TimerOff,
  TriangleAlert,
  Unplug,
  UserCheck,
} from 'lucide-react'
import { toneSoft, toneText } from './badge'
import { type StatusIcon, type StatusKind, status } from './status'
import { Tooltip } from './tooltip'

const icons: Record<StatusIcon, LucideIcon> = {
  'circle-check': CircleCheck,
  'loader-circle': LoaderCircle,
  clock: Clock,
  'calendar-clock': CalendarClock,
  hourglass: Hourglass,
  'rotate-cw': RotateCw,
  'user-check': UserCheck,
  ban: Ban,
  'skip-forward': SkipForward,
  'triangle-alert': TriangleAlert,
  unplug: Unplug,
  'circle-x': CircleX,
  'timer-off': TimerOff,
  'power-off': PowerOff,
  'circle-question-mark': CircleQuestionMark,
}

export interface StatusBadgeProps {
  kind: StatusKind
  value: string | undefined
  /** StatusDetails of the API, or a sentence. */
  detail?: string | undefined
  /** soft: filled, for page titles. plain: icon and word, for tables. */
  look?: 'plain' | 'soft' | undefined
  /** For rows of long lists: the sentence is the title, which costs nothing. */
  quiet?: boolean | undefined
}

/** Icon and word, always both; hover or focus gives the sentence. */
export function StatusBadge({ kind, value, detail, look = 'plain', quiet }: StatusBadgeProps) {
  const view = status(kind, value, detail)
  const Icon = icons[view.icon]
  const badge = (
    <span
      title={quiet ? view.sentence : undefined}
      className={clsx(
        'inline-flex w-fit max-w-full items-center gap-1.5 rounded-control align-middle',
        toneText[view.tone],
        look === 'soft' && [toneSoft[view.tone], 'h-6 px-2 text-body font-medium'],
      )}
    >
      <Icon aria-hidden size={16} strokeWidth={1.75} className={clsx('shrink-0', view.turning && 'motion-safe:animate-turn')} />
      <span className="truncate">{view.label}</span>
    </span>
  )
  return quiet ? badge : <Tooltip text={view.sentence}>{badge}</Tooltip>
}
