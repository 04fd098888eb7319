import { CopyButton } from '#components/ui/copy-button'

export interface CodeBlockProps {
  text: string
  label: string
  /** A line that wraps rather than scrolls. */
  wrap?: boolean | undefined
}

export function CodeBlock({ text, label, wrap }: CodeBlockProps) {
  return (
    <div className="relative rounded-control border border-line bg-sunken">
      <div className="absolute top-1 right-1">
        <CopyButton text={text} label={`Copy ${label}`} showLabel />
      </div>
      <section aria-label={label} className="max-h-80 overflow-auto p-3 pt-9">
        <pre className={`font-mono text-meta ${wrap ? 'break-words whitespace-pre-wrap' : ''}`}>{text}</pre>
      </section>
    </div>
  )
}
