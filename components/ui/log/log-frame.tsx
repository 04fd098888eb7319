'use client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useKeys } from '../key-provider'
import { usePreference } from '../use-preference'
import { LogLines } from './log-lines'
import type { Hits, SearchQuery } from './log-search'
import { LogToolbar, type StreamFilter } from './log-toolbar'
import type { LogWindow } from './log-window'

export interface LogControls {
  query: SearchQuery
  /** The query once typing paused. */
  asked: SearchQuery
  setQuery: (query: SearchQuery) => void
  stream: StreamFilter
  setStream: (stream: StreamFilter) => void
  hitAt: number
  setHitAt: (at: number) => void
}

export function useLogControls(settleMs = 120): LogControls {
  const [query, setQuery] = useState<SearchQuery>({ text: '', regex: false })
  const [hitAt, setHitAt] = useState(0)
  const [stream, setStream] = useState<StreamFilter>('all')
  return {
    query,
    asked: useSettled(query, settleMs),
    setQuery: (next) => {
      setQuery(next)
      setHitAt(0)
    },
    stream,
    setStream,
    hitAt,
    setHitAt,
  }
}

export interface LogFrameProps {
  controls: LogControls
  shown: LogWindow
  hits: Hits
  label: string
  live: boolean
  onDownload: () => void
  notices: readonly ReactNode[]
  empty: ReactNode
  toolbar: ReactNode
  height: 'fill' | number
  /** The line to open at, counted as the viewer counts; default: that of the address, else the end. */
  openAt?: number | undefined
}

/** Toolbar, notices and lines: what every log has, wherever its lines come from. */
export function LogFrame({ controls, shown, hits, label, live, height, ...props }: LogFrameProps) {
  const { query, asked, hitAt, setHitAt } = controls
  const [wrap, setWrap] = usePreference('qd-log-wrap', 'on')
  const searchBox = useRef<HTMLInputElement>(null)
  const { length } = hits.lines
  const at = Math.min(hitAt, Math.max(0, length - 1))
  const step = (by: 1 | -1) => length > 0 && setHitAt((at + by + length) % length)
  useKeys([
    { key: 'Shift+f', label: 'Search the output', group: 'Output', run: () => searchBox.current?.focus() },
    ...(length > 0
      ? [
          { key: 'n', label: 'Next hit', group: 'Output', run: () => step(1) },
          { key: 'p', label: 'Previous hit', group: 'Output', run: () => step(-1) },
        ]
      : []),
  ])
  return (
    <section
      aria-label={label}
      style={typeof height === 'number' ? { height } : undefined}
      className={`flex min-h-40 flex-col overflow-hidden rounded-card border border-line bg-sunken ${height === 'fill' ? 'flex-1' : ''}`}
    >
      <LogToolbar
        searchBox={searchBox}
        query={query}
        onQuery={controls.setQuery}
        hits={hits}
        hitAt={at}
        onStep={step}
        stream={controls.stream}
        onStream={controls.setStream}
        wrap={wrap === 'on'}
        onWrap={(on) => setWrap(on ? 'on' : 'off')}
        onDownload={props.onDownload}
      >
        {props.toolbar}
      </LogToolbar>
      {props.notices.map((notice, place) =>
        notice ? (
          <div key={place} className="border-b border-line bg-warn-soft px-3 py-1.5 text-meta text-text">
            {notice}
          </div>
        ) : null,
      )}
      {shown.count === 0 ? <div className="p-4 font-sans text-body text-text-3">{props.empty}</div> : null}
      <LogLines
        shown={shown}
        live={live}
        wrap={wrap === 'on'}
        query={asked}
        hits={hits.lines}
        hitAt={at}
        onHit={setHitAt}
        label={label}
        openAt={props.openAt}
      />
    </section>
  )
}

/** A timer, not a deferred render: output that arrives all the time would put that off for ever. */
function useSettled<Value>(value: Value, ms: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
