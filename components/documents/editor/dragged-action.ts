import type { DragEvent } from 'react'

const type = 'application/x-quarterdeck-action'

export function dragAction(event: DragEvent, action: string): void {
  event.dataTransfer.setData(type, action)
  event.dataTransfer.effectAllowed = 'copy'
}

/** Empty until it is dropped: while something is dragged, only its type can be seen. */
export function draggedAction({ dataTransfer }: DragEvent): string | undefined {
  return dataTransfer.types.includes(type) ? dataTransfer.getData(type) : undefined
}
