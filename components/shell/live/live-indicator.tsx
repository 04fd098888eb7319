'use client'
import { clsx } from 'clsx'
import { useSyncExternalStore } from 'react'
import { useKeys } from '#components/ui/key-provider'
import { Tooltip } from '#components/ui/tooltip'
import { readSeconds, subscribeToSeconds } from '#queries/ui/ticker'
import type { LiveStatus } from './client'
import { useLive } from './live-provider'

const dots: Record<LiveStatus['state'], string> = {
  starting: 'bg-off-solid',
  live: 'bg-ok-solid',
  paused: 'bg-wait-solid',
  reconnecting: 'bg-warn-solid',
  polling: 'bg-warn-solid',
  offline: 'bg-bad-solid',
}

/** Never a silently frozen view: how old the data is, and why. `l` pauses and goes on. */
export function LiveIndicator() {
  const { state, lastAt, pause } = useLive()
  const now = useSyncExternalStore(subscribeToSeconds, readSeconds, () => 0)
  const age = lastAt === 0 || now === 0 ? undefined : Math.max(0, now - Math.floor(lastAt / 1000))
  const paused = state === 'paused'
  const toggle = () => pause(!paused)
  useKeys([{ key: 'l', label: paused ? 'Go on with live updates' : 'Pause live updates', group: 'Page', run: toggle }])
  return (
    <Tooltip text={sentence(state, age)} keyHint="l" side="bottom">
      <button
        type="button"
        onClick={toggle}
        className="tabular inline-flex h-7 items-center gap-1.5 rounded-control px-2 text-meta text-text-2 hover:bg-raised"
      >
        <span aria-hidden className={clsx('size-2 rounded-full', dots[state])} />
        <span>{word(state, age)}</span>
        <span className="sr-only">{paused ? 'Go on with live updates' : 'Pause live updates'}</span>
      </button>
    </Tooltip>
  )
}

const beatSeconds = 12

function word(state: LiveStatus['state'], age: number | undefined): string {
  if (state === 'starting') return 'Connecting'
  if (state === 'paused') return 'Paused'
  if (state === 'offline') return 'Offline'
  if (state === 'polling') return 'Polling'
  if (state === 'reconnecting') return age !== undefined && age >= 3 ? `Reconnecting, ${age} s old` : 'Reconnecting'
  return age !== undefined && age > beatSeconds ? `Live, ${age} s` : 'Live'
}

function sentence(state: LiveStatus['state'], age: number | undefined): string {
  const old = age === undefined ? 'before' : `from ${age} s ago`
  const sentences: Record<LiveStatus['state'], string> = {
    starting: 'Opening the stream of changes',
    live: age === undefined ? 'Changes appear by themselves' : `Changes appear by themselves; the server was heard ${age} s ago`,
    paused: 'Paused by you; changes are kept and shown when you go on',
    reconnecting: `Showing data ${old} while the connection is made again`,
    polling: 'The stream cannot be opened; the page asks every 2 s instead',
    offline: `No network; showing data ${old}. Drafts are safe`,
  }
  return sentences[state]
}
