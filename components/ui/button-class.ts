import { clsx } from 'clsx'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg'

const base =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap select-none transition-colors duration-120 aria-disabled:opacity-55 disabled:opacity-55'
const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-fill not-aria-disabled:hover:bg-accent-hover border border-transparent',
  secondary: 'border border-line-strong/60 bg-surface text-text not-aria-disabled:hover:bg-raised data-popup-open:bg-raised',
  ghost:
    'border border-transparent text-text-2 not-aria-disabled:hover:bg-raised not-aria-disabled:hover:text-text data-popup-open:bg-raised',
  danger: 'bg-bad-solid text-on-fill border border-transparent not-aria-disabled:hover:bg-bad',
}
const sizes: Record<ButtonSize, string> = { sm: 'h-7 px-2.5 text-body', md: 'h-8 px-3 text-form', lg: 'h-10 px-4 text-form' }

export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'sm', extra?: string): string {
  return clsx(base, variants[variant], sizes[size], extra)
}
