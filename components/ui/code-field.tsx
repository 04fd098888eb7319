'use client'
import { clsx } from 'clsx'
import { type KeyboardEvent, type ReactNode, useDeferredValue, useId, useMemo, useRef } from 'react'
import { describedBy, Field } from './field'
import { shellTokens, type TokenKind } from './shell-tokens'

export interface CodeFieldProps {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  hideLabel?: boolean | undefined
  help?: ReactNode
  error?: string | undefined
  aside?: ReactNode
  required?: boolean | undefined
  placeholder?: string | undefined
  /** Rows at the start; it grows with its content up to 30. */
  rows?: number | undefined
  /** Ctrl or Cmd with Enter. */
  onSubmit?: (() => void) | undefined
  /** plain: no colours, for JSON and other text. */
  language?: 'shell' | 'plain' | undefined
}

const colours: Record<TokenKind, string> = {
  plain: '',
  comment: 'text-code-comment',
  string: 'text-code-string',
  variable: 'text-code-variable',
  keyword: 'text-code-keyword',
  number: 'text-code-number',
  reference: 'rounded-[2px] bg-accent-soft text-accent',
}
const mostRows = 30
const textClass = 'px-3 py-2 font-mono text-body whitespace-pre-wrap break-words [tab-size:4]'

/** A plain text area with a coloured copy of its text behind: no editor to load, and everything the browser does still works. */
export function CodeField(props: CodeFieldProps) {
  const {
    label,
    value,
    onChange,
    hideLabel,
    help,
    error,
    aside,
    required,
    placeholder,
    rows = 6,
    onSubmit,
    language = 'shell',
  } = props
  const id = useId()
  const behind = useRef<HTMLPreElement>(null)
  const shown = useDeferredValue(value)
  const lines = Math.min(mostRows, Math.max(rows, value.split('\n').length))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !onSubmit) return
    event.preventDefault()
    event.stopPropagation()
    onSubmit()
  }
  return (
    <Field id={id} label={label} hideLabel={hideLabel} help={help} error={error} aside={aside} required={required}>
      <div
        className={clsx(
          'relative rounded-control border bg-sunken focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-focus',
          error ? 'border-bad' : 'border-line-strong',
        )}
      >
        <pre ref={behind} aria-hidden className={clsx(textClass, 'pointer-events-none absolute inset-0 overflow-hidden')}>
          {language === 'shell' ? <Coloured script={shown} /> : <span>{shown}</span>}
          {/* In an element of its own: a line break right after <pre> is lost in HTML. */}
          <span>{'\n'}</span>
        </pre>
        <textarea
          id={id}
          value={value}
          rows={lines}
          required={required}
          placeholder={placeholder}
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          onScroll={(event) => behind.current?.scrollTo(event.currentTarget.scrollLeft, event.currentTarget.scrollTop)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, help, error)}
          className={clsx(
            textClass,
            'relative block w-full resize-y bg-transparent text-transparent caret-text outline-none selection:bg-accent-soft selection:text-text forced-colors:text-[FieldText]',
          )}
        />
      </div>
    </Field>
  )
}

function Coloured({ script }: { script: string }) {
  const tokens = useMemo(() => shellTokens(script), [script])
  return tokens.map((token, at) => (
    <span key={at} className={colours[token.kind] || undefined}>
      {token.text}
    </span>
  ))
}

/** A script that is only shown. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  return (
    <section aria-label={label} className="overflow-auto rounded-control border border-line bg-sunken">
      <pre className={textClass}>
        <Coloured script={code} />
      </pre>
    </section>
  )
}
