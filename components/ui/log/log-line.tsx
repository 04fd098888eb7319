'use client'
import { clsx } from 'clsx'
import { type CSSProperties, Fragment, type MouseEvent, type ReactNode } from 'react'
import type { Span, TextStyle } from '../ansi'
import { type LogLine, lineSpans } from './log-buffer'

export interface LogLineViewProps {
  line: LogLine
  number: number
  /** Of a line that stands by itself; undefined: after the line before. */
  top: number | undefined
  index: number
  wrap: boolean
  pattern: RegExp | undefined
  hit: boolean
  marked: boolean
  measure: ((element: HTMLElement | null) => void) | undefined
  onNumber: (number: number, event: MouseEvent) => void
}

export function LogLineView({ line, number, top, index, wrap, pattern, hit, marked, measure, onNumber }: LogLineViewProps) {
  return (
    <div
      ref={measure}
      data-index={index}
      style={top === undefined ? undefined : { transform: `translateY(${top}px)` }}
      className={clsx(
        'flex min-h-5 pr-4',
        // A word wider than the log is broken only in a line that may not be wider either.
        wrap ? 'w-full' : 'min-w-full',
        top === undefined ? 'relative' : 'absolute top-0 left-0',
        line.stream === 'stderr' && 'bg-bad-soft/50',
        marked && 'bg-accent-soft',
        hit && 'outline-1 -outline-offset-1 outline-accent',
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Line ${number}`}
        onClick={(event) => onNumber(number, event)}
        className={clsx(
          'sticky left-0 flex w-14 shrink-0 items-start justify-end border-r pr-2 select-none',
          line.stream === 'stderr' ? 'border-bad-solid' : 'border-line',
          'bg-sunken text-text-3 hover:text-text',
        )}
      >
        {number}
      </button>
      <span className={clsx('min-w-0 pl-3', wrap ? 'break-words whitespace-pre-wrap' : 'whitespace-pre')}>
        {line.stream === 'stderr' ? <span className="sr-only">stderr: </span> : null}
        {lineSpans(line).map((span, at) => (
          <StyledSpan key={at} span={span} pattern={pattern} />
        ))}
      </span>
    </div>
  )
}

function StyledSpan({ span, pattern }: { span: Span; pattern: RegExp | undefined }) {
  const content = withLinks(span.text, pattern)
  const { style } = span
  if (Object.keys(style).length === 0) return content
  return (
    <span
      style={coloursOf(style)}
      className={clsx(
        style.bold && 'font-semibold',
        style.dim && 'opacity-75',
        style.italic && 'italic',
        style.underline && 'underline',
      )}
    >
      {content}
    </span>
  )
}

const address = /\bhttps?:\/\/[^\s<>"'`\\^{|}]+/g

/** Addresses become links that show where they lead; a full stop or bracket after one is not part of it. */
function withLinks(text: string, pattern: RegExp | undefined): ReactNode {
  const marked = (part: string) => (pattern ? withMarks(part, pattern) : part)
  if (!text.includes('://')) return marked(text)
  const parts: ReactNode[] = []
  let at = 0
  for (const match of text.matchAll(address)) {
    const href = match[0].replace(/[.,;:!?)\]]+$/, '')
    if (!URL.canParse(href)) continue
    parts.push(
      <Fragment key={`t${at}`}>{marked(text.slice(at, match.index))}</Fragment>,
      <a
        key={match.index}
        href={href}
        title={href}
        target="_blank"
        rel="noreferrer noopener"
        className="text-accent underline decoration-dotted underline-offset-2 hover:decoration-solid"
      >
        {marked(href)}
      </a>,
    )
    at = match.index + href.length
  }
  return [...parts, <Fragment key="end">{marked(text.slice(at))}</Fragment>]
}

/** Marks within one span; a hit across a change of colour is marked by its line only. */
function withMarks(text: string, pattern: RegExp): ReactNode {
  const parts: ReactNode[] = []
  let at = 0
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '') continue
    parts.push(
      text.slice(at, match.index),
      <mark key={match.index} className="rounded-[2px] bg-warn-soft text-text outline-1 outline-warn-solid">
        {match[0]}
      </mark>,
    )
    at = match.index + match[0].length
  }
  return at === 0 ? text : [...parts, text.slice(at)]
}

function coloursOf(style: TextStyle): CSSProperties {
  const fg = colourOf(style.fg)
  const bg = colourOf(style.bg)
  return style.inverse
    ? { color: bg ?? 'var(--sunken)', backgroundColor: fg ?? 'var(--text)' }
    : { color: fg, backgroundColor: bg }
}

function colourOf(colour: number | string | undefined): string | undefined {
  return typeof colour === 'number' ? `var(--ansi-${colour})` : colour
}
