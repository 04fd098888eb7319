'use client'
import { useEffect, useState } from 'react'
import { useSession } from '#queries/shell/session'
import { type Failure, toFailure } from '#queries/ui/failure'
import { reveal } from '../queries'

const shownMs = 30_000

interface Shown {
  /** What it is a value of; another one is shown nothing. */
  of: string
  values: readonly string[]
  until: number
}

/** Values of secrets for half a minute, kept nowhere but here: one version, or several to compare. */
export function useReveal(name: string, versions: readonly number[]) {
  const of = `${name} ${versions.join(' ')}`
  const [shown, setShown] = useState<Shown>()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const blocked = useSession()?.user.role === 'viewer' ? 'Your role is viewer: it may not read secrets.' : undefined
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => setShown(undefined), shown.until - Date.now())
    return () => clearTimeout(timer)
  }, [shown])
  const show = async (reason: string) => {
    if (busy || blocked !== undefined) return
    setBusy(true)
    setFailure(undefined)
    try {
      const answers = await Promise.all(versions.map((version) => reveal(name, { version, reason })))
      setShown({ of, values: answers.map(({ Value }) => Value), until: Date.now() + shownMs })
    } catch (thrown) {
      setFailure(toFailure(thrown))
    } finally {
      setBusy(false)
    }
  }
  const current = shown?.of === of ? shown : undefined
  return {
    values: current?.values,
    until: current?.until,
    busy,
    failure,
    blocked,
    show: (reason: string) => void show(reason),
    hide: () => setShown(undefined),
    prolong: () => (current ? setShown({ ...current, until: Date.now() + shownMs }) : undefined),
  }
}

export type Reveal = ReturnType<typeof useReveal>
