'use client'
import NextLink from 'next/link'
import { type ComponentProps, useState } from 'react'

export type LinkProps = ComponentProps<typeof NextLink>

/** Fetches its page when it is pointed at or focused. Next's own would fetch the page of every link in view, twice. */
export function Link({ prefetch, onPointerEnter, onFocus, ...rest }: LinkProps) {
  const [isWanted, setWanted] = useState(false)
  return (
    <NextLink
      {...rest}
      prefetch={prefetch ?? (isWanted ? null : false)}
      onPointerEnter={(event) => {
        setWanted(true)
        onPointerEnter?.(event)
      }}
      onFocus={(event) => {
        setWanted(true)
        onFocus?.(event)
      }}
    />
  )
}
