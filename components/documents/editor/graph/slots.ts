import type { EdgeName } from '#lib/capabilities/documents/model/language/edit/edge-edits'

export interface Point {
  clientX: number
  clientY: number
}

const reach = 90

/** The place for a step that is nearest to the pointer. */
function nearest(canvas: Element, { clientX, clientY }: Point): HTMLElement | undefined {
  let best: { slot: HTMLElement; away: number } | undefined
  for (const slot of canvas.querySelectorAll<HTMLElement>('[data-slot]')) {
    const { left, top, width, height } = slot.getBoundingClientRect()
    const away = Math.hypot(left + width / 2 - clientX, top + height / 2 - clientY)
    if (away <= (best?.away ?? reach)) best = { slot, away }
  }
  return best?.slot
}

/** While something is dragged: shows where it would go. */
export function markSlot(canvas: Element, point: Point | undefined): void {
  const slot = point && nearest(canvas, point)
  for (const other of canvas.querySelectorAll('[data-near]')) if (other !== slot) other.removeAttribute('data-near')
  slot?.setAttribute('data-near', '')
}

export function slotAt(canvas: Element, point: Point): EdgeName | undefined {
  const written = nearest(canvas, point)?.dataset['slot']
  return written === undefined ? undefined : (JSON.parse(written) as EdgeName)
}
