'use client'
import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useKeys } from './key-provider'
import { type LogBuffer, lineText } from './log/log-buffer'
import { LogLines } from './log/log-lines'
import { HitFinder, type SearchQuery } from './log/log-search'
import { allLines, linesOf } from './log/log-window'
import { LogToolbar, type StreamFilter } from './log/log-toolbar'
import { saveFile } from './save-file'
import { usePreference } from './use-preference'

export interface LogViewerProps {
  buffer: LogBuffer
  /** "Output of web-017". */
  label: string
  /** More may come: follows the end while the reader is at it. */
  live: boolean
  /** File name without extension. */
  downloadName: string
  /** Saves the whole text when this browser does not hold it all; default: what is in the buffer. */
  onDownload?: (() => void) | undefined
  /** Said above the text, never silently: "The first 2.1 MB are kept on the server", with a button. */
  notice?: ReactNode
  /** Where lines are that this page no longer holds: "Download has them all." */
  rest?: string | undefined
  /** What stands there while nothing was printed. */
  empty?: ReactNode
  /** Left in the toolbar: choice of node, of step. */
  toolbar?: ReactNode
  /** fill: the height that is left. A number: pixels. */
  height?: 'fill' | number | undefined
}

export function LogViewer({
  buffer,
  label,
  live,
  downloadName,
  onDownload,
  notice,
  rest = 'Download has them all.',
  empty,
  toolbar,
  height = 'fill',
}: LogViewerProps) {
  const version = useSyncExternalStore(buffer.subscribe, buffer.version, () => 0)
  const [query, setQuery] = useState<SearchQuery>({ text: '', regex: false })
  const [hitAt, setHitAt] = useState(0)
  const [stream, setStream] = useState<StreamFilter>('all')
  const [wrap, setWrap] = usePreference('qd-log-wrap', 'on')
  const searchBox = useRef<HTMLInputElement>(null)
  const asked = useSettled(query, 120)
  const shown = useMemo(
    () => (stream === 'all' ? allLines(buffer, version) : linesOf(buffer, version, stream)),
    [buffer, version, stream],
  )
  const finder = useMemo(() => new HitFinder(asked), [asked])
  const hits = useMemo(() => finder.find(shown), [finder, shown])
  const at = Math.min(hitAt, Math.max(0, hits.lines.length - 1))
  const step = (by: 1 | -1) => hits.lines.length > 0 && setHitAt((at + by + hits.lines.length) % hits.lines.length)
  useKeys([
    { key: 'Shift+f', label: 'Search the output', group: 'Output', run: () => searchBox.current?.focus() },
    ...(hits.lines.length > 0
      ? [
          { key: 'n', label: 'Next hit', group: 'Output', run: () => step(1) },
          { key: 'p', label: 'Previous hit', group: 'Output', run: () => step(-1) },
        ]
      : []),
  ])
  const download =
    onDownload ??
    (() => saveFile(`${downloadName}.txt`, buffer.lines.map((line) => `${lineText(line)}\n`).join(''), 'text/plain'))
  return (
    <section
      aria-label={label}
      style={typeof height === 'number' ? { height } : undefined}
      className={`flex min-h-40 flex-col overflow-hidden rounded-card border border-line bg-sunken ${height === 'fill' ? 'flex-1' : ''}`}
    >
      <LogToolbar
        searchBox={searchBox}
        query={query}
        onQuery={(next) => {
          setQuery(next)
          setHitAt(0)
        }}
        hits={hits.lines.length}
        hitAt={at}
        problem={hits.problem}
        onStep={step}
        stream={stream}
        onStream={setStream}
        wrap={wrap === 'on'}
        onWrap={(on) => setWrap(on ? 'on' : 'off')}
        onDownload={download}
      >
        {toolbar}
      </LogToolbar>
      {notice ? <div className="border-b border-line bg-warn-soft px-3 py-1.5 text-meta text-text">{notice}</div> : null}
      {buffer.dropped > 0 ? (
        <p className="border-b border-line bg-warn-soft px-3 py-1.5 text-meta text-text">
          The first {buffer.dropped.toLocaleString()} lines are not held here any more. {rest}
        </p>
      ) : null}
      {shown.count === 0 ? (
        <div className="p-4 font-sans text-body text-text-3">
          {empty ?? (live ? 'Nothing printed yet' : 'Nothing was printed')}
        </div>
      ) : null}
      <LogLines shown={shown} live={live} wrap={wrap === 'on'} query={asked} hit={hits.lines[at]} label={label} />
    </section>
  )
}

/** A timer, not a deferred render: output that arrives ten times a second would put that off for ever. */
function useSettled<Value>(value: Value, ms: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
