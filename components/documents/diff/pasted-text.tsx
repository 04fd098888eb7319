'use client'
import { FileUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '#components/ui/button'
import { TextArea } from '#components/ui/text-area'

const largest = 256 * 1024

/** A text that is compared and sent nowhere: pasted, typed, or read from a file. */
export function PastedText({ text, onText }: { text: string; onText: (text: string) => void }) {
  const picker = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const read = async (file: File | undefined) => {
    if (!file) return
    setProblem(file.size > largest ? 'It has more than 256 kB: a document has at most 64 kB.' : undefined)
    if (file.size <= largest) onText(await file.text())
  }
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        label="Text to compare with"
        value={text}
        onChange={onText}
        error={problem}
        mono
        rows={8}
        spellCheck={false}
        help="JSON or YAML. It is compared in this browser, and gone when you leave."
      />
      <input
        ref={picker}
        type="file"
        accept=".json,.yaml,.yml,.ics,.txt"
        aria-label="File to compare with"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          void read(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <span>
        <Button icon={<FileUp aria-hidden size={16} strokeWidth={1.75} />} onClick={() => picker.current?.click()}>
          Read a file
        </Button>
      </span>
    </div>
  )
}
