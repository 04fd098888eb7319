'use client'
import { ChevronDown, ChevronsUp, CircleDashed, Equal, Info, OctagonAlert, type LucideIcon } from 'lucide-react'

const severities: Record<string, readonly [LucideIcon, string, string]> = {
  critical: [OctagonAlert, 'text-bad', 'Critical'],
  high: [ChevronsUp, 'text-warn', 'High'],
  important: [ChevronsUp, 'text-warn', 'Important'],
  medium: [Equal, 'text-text-2', 'Medium'],
  moderate: [Equal, 'text-text-2', 'Moderate'],
  low: [ChevronDown, 'text-text-2', 'Low'],
  informational: [Info, 'text-text-3', 'Informational'],
}

/** Another scale than status, with its own shapes, so that the two are never mixed up. */
export function SeverityBadge({ value }: { value: string | undefined }) {
  const [Icon, colour, label] = severities[(value ?? '').toLowerCase()] ?? ([CircleDashed, 'text-text-3', 'Unspecified'] as const)
  return (
    <span className={`inline-flex items-center gap-1.5 ${colour}`}>
      <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
      {label}
    </span>
  )
}
