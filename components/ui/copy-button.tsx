'use client'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button'
import { IconButton } from './icon-button'

export interface CopyButtonProps {
  text: string
  /** What is copied: "Copy node id". */
  label?: string | undefined
  showLabel?: boolean | undefined
  size?: 'sm' | 'md' | undefined
}

export function CopyButton({ text, label = 'Copy', showLabel, size = 'sm' }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => void copyText(text).then(() => setCopied(true))
  const icon = copied ? (
    <Check aria-hidden size={14} strokeWidth={2} className="text-ok" />
  ) : (
    <Copy aria-hidden size={14} strokeWidth={1.75} />
  )
  if (showLabel)
    return (
      <Button icon={icon} onClick={copy}>
        {copied ? 'Copied' : label}
      </Button>
    )
  return <IconButton label={copied ? 'Copied' : label} icon={icon} size={size} onClick={copy} />
}

/** The clipboard API exists only on https and localhost; an installation on a plain address gets the old way. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  area.setAttribute('readonly', '')
  area.className = 'sr-only'
  const focused = document.activeElement
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
}
