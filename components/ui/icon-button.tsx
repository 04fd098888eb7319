'use client'
import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Tooltip } from './tooltip'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** Accessible name and tooltip. */
  label: string
  icon: ReactNode
  /** sm 24 px in rows, md 28 px in toolbars, lg 32 px in forms. */
  size?: 'sm' | 'md' | 'lg' | undefined
  keyHint?: string | undefined
  pressed?: boolean | undefined
}

const sizes = { sm: 'size-6', md: 'size-7', lg: 'size-8' }

export function iconButtonClass(size: 'sm' | 'md' | 'lg' = 'md', extra?: string): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center rounded-control text-text-2 transition-colors duration-120 hover:bg-raised hover:text-text disabled:opacity-55 aria-pressed:bg-accent-soft aria-pressed:text-accent data-popup-open:bg-raised',
    sizes[size],
    extra,
  )
}

export function IconButton({ label, icon, size, keyHint, pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keyHint={keyHint}>
      <button type="button" {...rest} aria-label={label} aria-pressed={pressed} className={iconButtonClass(size, className)}>
        {icon}
      </button>
    </Tooltip>
  )
}
