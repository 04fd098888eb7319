'use client'
import { ChevronDown, ChevronUp, Download, Regex, Search, WrapText } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { IconButton } from '../icon-button'
import { Segmented } from '../tabs'
import type { Hits, SearchQuery } from './log-search'
import { numberText } from '../number-text'

export type StreamFilter = 'all' | 'stdout' | 'stderr'

export interface LogToolbarProps {
  searchBox: RefObject<HTMLInputElement | null>
  query: SearchQuery
  onQuery: (query: SearchQuery) => void
  hits: Hits
  hitAt: number
  onStep: (step: 1 | -1) => void
  stream: StreamFilter
  onStream: (stream: StreamFilter) => void
  wrap: boolean
  onWrap: (wrap: boolean) => void
  onDownload: () => void
  children?: ReactNode
}

const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const

export function LogToolbar({ searchBox, ...props }: LogToolbarProps) {
  const { query, onQuery, hits, hitAt, onStep } = props
  const { problem } = hits
  const count = hits.lines.length
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-2 py-1.5">
      {props.children}
      <div className="relative flex w-60 max-w-full items-center">
        <Search aria-hidden size={14} strokeWidth={1.75} className="absolute left-2 text-text-3" />
        <input
          ref={searchBox}
          type="search"
          aria-label="Search this output"
          aria-invalid={problem ? true : undefined}
          value={query.text}
          placeholder="Search"
          spellCheck={false}
          onChange={(event) => onQuery({ ...query, text: event.target.value })}
          onKeyDown={(event) => event.key === 'Enter' && onStep(event.shiftKey ? -1 : 1)}
          className="h-7 w-full rounded-control border border-line-strong/60 bg-surface pr-8 pl-7 text-body aria-invalid:border-bad [&::-webkit-search-cancel-button]:hidden"
        />
        <IconButton
          label="Regular expression"
          size="sm"
          pressed={query.regex}
          icon={<Regex {...icon} size={14} />}
          onClick={() => onQuery({ ...query, regex: !query.regex })}
          className="absolute right-0.5"
        />
      </div>
      {query.text === '' ? null : (
        <span className="flex items-center" aria-live="polite">
          <span className={problem ? 'text-meta text-bad' : 'tabular text-meta text-text-2'}>
            {problem ?? (hits.busy ? 'Searching' : `${count === 0 ? 0 : hitAt + 1}/${numberText(count)}${hits.more ? '+' : ''}`)}
          </span>
          <IconButton label="Previous hit" keyHint="p" size="sm" icon={<ChevronUp {...icon} />} onClick={() => onStep(-1)} />
          <IconButton label="Next hit" keyHint="n" size="sm" icon={<ChevronDown {...icon} />} onClick={() => onStep(1)} />
        </span>
      )}
      <div className="ml-auto flex items-center gap-1">
        <Segmented
          label="Streams"
          value={props.stream}
          onChange={(stream) => props.onStream(stream as StreamFilter)}
          options={[
            { value: 'all', label: 'Both' },
            { value: 'stdout', label: 'stdout' },
            { value: 'stderr', label: 'stderr' },
          ]}
        />
        <IconButton
          label="Wrap lines"
          pressed={props.wrap}
          icon={<WrapText {...icon} />}
          onClick={() => props.onWrap(!props.wrap)}
        />
        <IconButton label="Download as text" icon={<Download {...icon} />} onClick={props.onDownload} />
      </div>
    </div>
  )
}
