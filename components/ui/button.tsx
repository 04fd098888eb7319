'use client'
import { clsx } from 'clsx'
import { LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { KeyHint } from './key-hint'
import { Tooltip } from './tooltip'

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg'

const base =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap select-none transition-colors duration-120 aria-disabled:opacity-55 disabled:opacity-55'
const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-fill not-aria-disabled:hover:bg-accent-hover border border-transparent',
  secondary: 'border border-line-strong/60 bg-surface text-text not-aria-disabled:hover:bg-raised data-popup-open:bg-raised',
  ghost:
    'border border-transparent text-text-2 not-aria-disabled:hover:bg-raised not-aria-disabled:hover:text-text data-popup-open:bg-raised',
  danger: 'bg-bad-solid text-white dark:text-on-fill border border-transparent not-aria-disabled:hover:bg-bad',
}
const sizes: Record<ButtonSize, string> = { sm: 'h-7 px-2.5 text-body', md: 'h-8 px-3 text-form', lg: 'h-10 px-4 text-form' }

export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'sm', extra?: string): string {
  return clsx(base, variants[variant], sizes[size], extra)
}

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant | undefined
  /** sm 28 px in toolbars, md 32 px in forms, lg 40 px on sign-in. */
  size?: ButtonSize | undefined
  icon?: ReactNode
  /** Waiting for the server: a second press does nothing. */
  busy?: boolean | undefined
  /** Why the person may not do this. The button stays visible and says so on hover and focus. */
  disabledReason?: string | undefined
  /** The key that does the same, shown at the end: `Mod+Enter`. */
  keyHint?: string | undefined
}

export function Button({
  variant,
  size,
  icon,
  busy,
  disabledReason,
  keyHint,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const blocked = busy === true || disabledReason !== undefined
  const press = (event: MouseEvent<HTMLButtonElement>) => (blocked ? event.preventDefault() : onClick?.(event))
  const button = (
    <button
      type="button"
      {...rest}
      onClick={press}
      aria-disabled={blocked || undefined}
      aria-busy={busy}
      className={buttonClass(variant, size, className)}
    >
      {busy ? <LoaderCircle aria-hidden size={16} strokeWidth={1.75} className="animate-turn" /> : icon}
      {children}
      {keyHint ? <KeyHint keys={keyHint} onFill={variant === 'primary' || variant === 'danger'} /> : null}
    </button>
  )
  return disabledReason ? <Tooltip text={disabledReason}>{button}</Tooltip> : button
}

export interface ButtonLinkProps extends ComponentProps<typeof Link> {
  variant?: ButtonVariant | undefined
  size?: ButtonSize | undefined
  icon?: ReactNode
}

export function ButtonLink({ variant, size, icon, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass(variant, size, className)}>
      {icon}
      {children}
    </Link>
  )
}
