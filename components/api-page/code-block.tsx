'use client'
import { CopyButton } from '#components/ui/copy-button'

export interface CodeBlockProps {
  text: string
  /** What is copied: "Copy profile". */
  label: string
}

export function CodeBlock({ text, label }: CodeBlockProps) {
  return (
    <div className="flex items-start gap-1 rounded-control border border-line bg-sunken pr-1.5">
      <pre className="max-h-80 min-w-0 flex-1 overflow-auto py-2.5 pl-3 text-meta leading-5 break-words whitespace-pre-wrap text-text">
        {text}
      </pre>
      <div className="py-1.5">
        <CopyButton text={text} label={label} size="md" />
      </div>
    </div>
  )
}
