'use client'
import { Check, ChevronDown, SquareTerminal } from 'lucide-react'
import { useState } from 'react'
import { buttonClass } from '#queries/ui/button-class'
import { copyText } from '#components/ui/copy-button'
import { Menu, type MenuItem } from '#components/ui/menu'
import { type ApiRequest, awsCli, boto3, curl, type Endpoint, hasCli } from './copy-as'
import { useSession } from './session'

export interface CopyAsMenuProps {
  /** The very object that the page sends. */
  request: ApiRequest
  label?: string | undefined
}

export function CopyAsMenu({ request, label = 'Copy as' }: CopyAsMenuProps) {
  const endpoint = useEndpoint()
  const [copied, setCopied] = useState(false)
  const copy = (text: string) =>
    void copyText(text).then(() => {
      setCopied(true)
      setTimeout(() => setCopied(false), 1500)
    })
  const Icon = copied ? Check : SquareTerminal
  return (
    <Menu
      label={label}
      items={copyAsItems(request, endpoint, copy)}
      trigger={
        <button type="button" className={buttonClass('ghost')}>
          <Icon aria-hidden size={16} strokeWidth={1.75} />
          {copied ? 'Copied' : label}
          <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
        </button>
      }
    />
  )
}

export function copyAsItems(request: ApiRequest, endpoint: Endpoint, copy: (text: string) => void): MenuItem[] {
  const cli: MenuItem[] = [
    { id: 'cli', label: 'Copy as aws CLI', keyHint: 'Shift+y', run: () => copy(awsCli(request, endpoint)) },
    { id: 'boto3', label: 'Copy as Python (boto3)', run: () => copy(boto3(request, endpoint)) },
  ]
  return [...(hasCli(request) ? cli : []), { id: 'curl', label: 'Copy as curl', run: () => copy(curl(request, endpoint)) }]
}

/** Where agents and tools reach this installation; the page's own address until the session is known. */
export function useEndpoint(): Endpoint {
  const session = useSession()
  return { url: session?.url ?? (typeof location === 'undefined' ? '' : location.origin), region: session?.region ?? 'us-east-1' }
}
