import { CircleCheck, CircleX, Ban } from 'lucide-react'
import { resultWords } from './audit-words'

const looks = {
  ok: { Icon: CircleCheck, colour: 'text-ok' },
  denied: { Icon: Ban, colour: 'text-bad' },
  failed: { Icon: CircleX, colour: 'text-bad' },
}

export interface AuditResultProps {
  result: string
  message?: string | undefined
}

/** Icon and word: done, denied, or the error that was answered. */
export function AuditResult({ result, message }: AuditResultProps) {
  const { kind, label } = resultWords(result)
  const { Icon, colour } = looks[kind]
  return (
    <span className={`inline-flex max-w-full items-center gap-1.5 align-middle ${colour}`} title={message}>
      <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
      <span className="truncate">{label}</span>
    </span>
  )
}
