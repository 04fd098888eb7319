'use client'
import { CornerLeftUp } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { IconButton } from '#components/ui/icon-button'
import { Switch } from '#components/ui/switch'
import { TextField } from '#components/ui/text-field'
import { normalPath, parentOf } from '../parameter-words'

export interface PathBarProps {
  path: string
  onPath: (path: string) => void
  isRecursive: boolean
  onRecursive: (next: boolean) => void
}

const possible = /^\/([a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*)?$/

/** The path as a text to edit: Enter opens it, Escape takes back what was typed. */
export function PathBar({ path, onPath, isRecursive, onRecursive }: PathBarProps) {
  const [typed, setTyped] = useState({ for: path, text: path })
  const text = typed.for === path ? typed.text : path
  const next = normalPath(text)
  const error = possible.test(next) ? undefined : 'Letters, digits and _ . - between slashes.'
  const open = (event: FormEvent) => {
    event.preventDefault()
    if (error === undefined) onPath(next)
  }
  return (
    <form onSubmit={open} className="flex flex-wrap items-start gap-x-3 gap-y-1 pb-2">
      <IconButton
        label="Up to the parent path"
        keyHint="u"
        disabled={path === '/'}
        icon={<CornerLeftUp aria-hidden size={16} strokeWidth={1.75} />}
        onClick={() => onPath(parentOf(path))}
      />
      <TextField
        label="Path"
        hideLabel
        mono
        size="sm"
        value={text}
        onChange={(value) => setTyped({ for: path, text: value })}
        onKeyDown={(event) => (event.key === 'Escape' ? setTyped({ for: path, text: path }) : undefined)}
        error={error}
        spellCheck={false}
        autoComplete="off"
        fieldClassName="w-full max-w-96 flex-1"
      />
      <span className="flex h-7 items-center">
        <Switch label="With all below" checked={isRecursive} onChange={onRecursive} />
      </span>
    </form>
  )
}
