import { useMemo } from 'react'

/** Text with numbers to its lines. It is only shown: what is copied has no numbers. */
export function SourceText({ text, label }: { text: string; label: string }) {
  const lines = useMemo(() => text.replace(/\r?\n$/, '').split('\n'), [text])
  const numbers = useMemo(() => lines.map((_, at) => at + 1).join('\n'), [lines])
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className="flex max-h-[70dvh] overflow-auto rounded-control border border-line bg-sunken font-mono text-body leading-5"
    >
      <pre aria-hidden className="tabular h-fit py-2 pr-3 pl-3 text-right text-text-3 select-none">
        {numbers}
      </pre>
      <pre className="h-fit min-w-0 flex-1 py-2 pr-4">{lines.join('\n')}</pre>
    </section>
  )
}
