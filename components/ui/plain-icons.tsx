import { clsx } from 'clsx'

interface PlainIconProps {
  size?: number | undefined
  className?: string | undefined
}

const outline = {
  viewBox: '0 0 24 24',
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.75,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

/** Lucide's `circle-alert` and `loader-circle` as plain elements: sign-in shows these two and needs nothing else of that library. */
export function AlertIcon({ size = 16, className }: PlainIconProps) {
  return (
    <svg aria-hidden width={size} height={size} {...outline} className={className}>
      <circle cx="12" cy="12" r="10" />
      <path d="M12 8v4M12 16h.01" />
    </svg>
  )
}

export function BusyIcon({ size = 16, className }: PlainIconProps) {
  return (
    <svg aria-hidden width={size} height={size} {...outline} className={clsx('animate-turn', className)}>
      <path d="M21 12a9 9 0 1 1-6.219-8.56" />
    </svg>
  )
}
