'use client'
import { LoaderCircle } from 'lucide-react'
import { Link } from './link'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class'
import { KeyHint } from './key-hint'
import { Tooltip } from './tooltip'

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
  /** Why this person may not go there: it stays visible, and says so. */
  disabledReason?: string | undefined
}

export function ButtonLink({ variant, size, icon, className, children, disabledReason, ...rest }: ButtonLinkProps) {
  if (disabledReason !== undefined)
    return (
      <Button variant={variant} size={size} icon={icon} className={className} disabledReason={disabledReason}>
        {children}
      </Button>
    )
  return (
    <Link {...rest} className={buttonClass(variant, size, className)}>
      {icon}
      {children}
    </Link>
  )
}
