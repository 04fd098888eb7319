'use client'
import { clsx } from 'clsx'
import { Link } from './link'
import { type ComponentProps, createContext, useContext } from 'react'

/** True in the row that has the focus, so that Tab walks rows, not hundreds of links. */
export const CurrentRow = createContext(true)

export interface RowLinkProps extends ComponentProps<typeof Link> {
  mono?: boolean | undefined
}

export function RowLink({ mono, className, ...rest }: RowLinkProps) {
  const current = useContext(CurrentRow)
  return (
    <Link
      prefetch={false}
      {...rest}
      tabIndex={current ? 0 : -1}
      onClick={(event) => event.stopPropagation()}
      className={clsx('rounded-control font-medium text-accent hover:underline', mono && 'font-mono font-normal', className)}
    />
  )
}
