'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Finding } from '#lib/capabilities/documents/model/language/validate/finding'
import { checkedNames } from './queries'
import type { ReadDocument } from './read-document'
import { type Asked, askedOf, findingsFrom } from './server-findings'

export interface ServerCheckInput {
  /** Once it is valid; empty before. */
  name: string
  isNew: boolean
  /** Of documents that cannot be saved here nothing is asked. */
  isWanted: boolean
}

export interface ServerCheck {
  findings: readonly Finding[]
  /** What the server has against the name. */
  nameProblem: string | undefined
  /** Why names were not checked, if they were not. */
  failure: string | undefined
}

const quietMs = 500

/** What only the server knows of the text: asked half a second after the names in it changed, never at every key. */
export function useServerCheck(read: ReadDocument, { name, isNew, isWanted }: ServerCheckInput): ServerCheck {
  const named = useMemo(() => askedOf(read.parsed), [read])
  const asked = useQuiet(JSON.stringify({ name, isNew, ...named.asked } satisfies Asked & { name: string; isNew: boolean }))
  const { data, error } = useQuery({
    ...checkedNames(JSON.parse(asked) as Asked & { name: string; isNew: boolean }),
    enabled: isWanted,
    placeholderData: keepPreviousData,
  })
  const findings = useMemo(() => (data ? findingsFrom(read, named, data) : []), [data, read, named])
  const taken = isNew && data?.of.name === name ? data.problems.find(({ Kind }) => Kind === 'NameTaken') : undefined
  return { findings, nameProblem: taken?.Message, failure: error?.message }
}

function useQuiet(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), quietMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
