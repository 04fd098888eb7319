'use client'
import { FileUp } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { Button } from '#components/ui/button'
import { TextArea } from '#components/ui/text-area'

export interface ImportSourceProps {
  onText: (text: string, file: string) => void
}

/** A file, dropped or chosen, or a text that is pasted. */
export function ImportSource({ onText }: ImportSourceProps) {
  const picker = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [pasted, setPasted] = useState<string>()
  const take = async (file: File | undefined) => {
    if (file) onText(await file.text(), file.name)
  }
  /** What may be a secret stays on the screen no longer than it takes to read it. */
  const readPasted = () => {
    onText(pasted ?? '', '')
    setPasted(undefined)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files[0])
  }
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`flex flex-col gap-3 rounded-card border border-dashed p-4 text-body ${over ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface'}`}
    >
      <div className="flex flex-wrap items-center gap-3">
        <FileUp aria-hidden size={20} strokeWidth={1.75} className="text-text-3" />
        <p className="min-w-0 flex-1 text-text-2">
          Drop a JSON, YAML, .env or CSV file here. Nothing is changed before you have seen what it would do.
        </p>
        <input
          ref={picker}
          type="file"
          accept=".json,.yaml,.yml,.env,.csv,.txt"
          aria-label="File to import"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Button size="md" onClick={() => picker.current?.click()}>
          Choose file
        </Button>
        {pasted === undefined ? (
          <Button size="md" onClick={() => setPasted('')}>
            Paste text
          </Button>
        ) : null}
      </div>
      {pasted === undefined ? null : (
        <div className="flex flex-col items-start gap-2">
          <div className="w-full">
            <TextArea
              label="Text to import"
              mono
              rows={8}
              value={pasted}
              onChange={setPasted}
              spellCheck={false}
              autoComplete="off"
              placeholder={'DB_HOST=db1.internal\nDB_PASSWORD=…'}
            />
          </div>
          <Button size="md" disabled={pasted.trim() === ''} onClick={readPasted}>
            Read the text
          </Button>
        </div>
      )}
    </div>
  )
}
