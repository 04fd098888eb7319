import { CircleX } from 'lucide-react'

export function ProblemMark() {
  return (
    <>
      <CircleX aria-hidden size={14} className="shrink-0 text-bad" />
      <span className="sr-only">has a problem</span>
    </>
  )
}
