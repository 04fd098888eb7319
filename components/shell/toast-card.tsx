'use client'
import { CircleCheck, CircleX, Info, X } from 'lucide-react'
import { Link } from '#components/ui/link'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button'
import { IconButton } from '#components/ui/icon-button'
import type { Toast } from './toasts'

const icons = { ok: CircleCheck, bad: CircleX, info: Info }
const colours = { ok: 'text-ok', bad: 'text-bad', info: 'text-text-2' }

interface ToastCardProps {
  toast: Toast
  onClose: (id: number) => void
}

export function ToastCard({ toast, onClose }: ToastCardProps) {
  const { id, tone, undo } = toast
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (tone === 'bad' || held) return
    const timer = setTimeout(() => onClose(id), undo ? 10_000 : 6_000)
    return () => clearTimeout(timer)
  }, [id, tone, undo, held, onClose])
  const Icon = icons[tone]
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      className="pointer-events-auto flex items-start gap-2.5 rounded-card border border-line bg-surface py-2.5 pr-1.5 pl-3 shadow-overlay"
    >
      <Icon aria-hidden size={16} strokeWidth={1.75} className={`mt-0.5 shrink-0 ${colours[tone]}`} />
      <div className="min-w-0 flex-1">
        <p className="text-body font-medium break-words">{toast.title}</p>
        {toast.text ? <p className="text-meta break-words text-text-2">{toast.text}</p> : null}
        {toast.link ? (
          <Link href={toast.link.href} className="text-meta font-medium text-accent hover:underline">
            {toast.link.label}
          </Link>
        ) : null}
      </div>
      {undo ? (
        <Button
          variant="ghost"
          onClick={() => {
            undo()
            onClose(id)
          }}
        >
          Undo
        </Button>
      ) : null}
      <IconButton
        label="Close message"
        size="sm"
        icon={<X aria-hidden size={14} strokeWidth={1.75} />}
        onClick={() => onClose(id)}
      />
    </div>
  )
}
