'use client'
import { CopyButton } from '#components/ui/copy-button'

export interface CodeBlockProps {
  text: string
  /** What is copied: "Copy profile". */
  label: string
}

export function CodeBlock({ text, label }: CodeBlockProps) {
  return (
    <div className="relative rounded-control border border-line bg-sunken">
      <pre className="max-h-80 overflow-auto py-2.5 pr-12 pl-3 text-meta leading-5 whitespace-pre text-text">{text}</pre>
      <div className="absolute top-1.5 right-1.5 rounded-control bg-sunken">
        <CopyButton text={text} label={label} size="md" />
      </div>
    </div>
  )
}
