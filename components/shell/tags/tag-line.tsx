'use client'
import { Pencil, X } from 'lucide-react'
import { Link } from '#components/ui/link'
import { CopyButton } from '#components/ui/copy-button'
import { IconButton } from '#components/ui/icon-button'

export interface TagLineProps {
  tagKey: string
  value: string
  /** The list of everything with this tag. */
  alike: { href: string; label: string }
  fixed: boolean
  onEdit: () => void
  onRemove: () => void
}

export function TagLine({ tagKey, value, alike, fixed, onEdit, onRemove }: TagLineProps) {
  return (
    <li className="flex min-h-10 flex-wrap items-center gap-x-2 border-b border-line px-3 py-1 last:border-0">
      <span className="min-w-24 font-medium break-words max-sm:w-full sm:w-1/3">{tagKey}</span>
      <span className="min-w-0 break-words max-sm:w-full sm:flex-1">
        {value === '' ? <span className="text-text-3">no value</span> : value}
      </span>
      <Link href={alike.href} className="mr-auto rounded-control text-meta text-accent hover:underline">
        {alike.label}
      </Link>
      <CopyButton text={value === '' ? tagKey : `${tagKey}=${value}`} label={`Copy tag ${tagKey}`} />
      {fixed ? null : (
        <>
          <IconButton label={`Edit tag ${tagKey}`} icon={<Pencil aria-hidden size={14} strokeWidth={1.75} />} onClick={onEdit} />
          <IconButton label={`Remove tag ${tagKey}`} icon={<X aria-hidden size={14} strokeWidth={1.75} />} onClick={onRemove} />
        </>
      )}
    </li>
  )
}
