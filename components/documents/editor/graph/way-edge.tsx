'use client'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import { Plus } from 'lucide-react'
import { createContext, useContext } from 'react'
import type { EdgeName } from '#lib/capabilities/documents/model/language/edit/edge-edits'
import type { StepEdge } from './flow-elements'

/** Asks for a step to put on an edge; undefined while nothing may be changed. */
export const AddOnEdge = createContext<((edge: EdgeName) => void) | undefined>(undefined)

const most = 32
const turn = 14

/** To the next layer directly, past other steps on a lane. In its middle the words, and the place for another step. */
export function WayEdge(props: EdgeProps<StepEdge>) {
  const { data, style, markerEnd, selected, source, target } = props
  const add = useContext(AddOnEdge)
  const { path, x, y } = wayOf(props)
  const words = data?.words ?? ''
  const slot = data?.slot
  return (
    <>
      <BaseEdge
        path={path}
        style={{ ...style, ...(selected ? { stroke: 'var(--accent)', strokeWidth: 2 } : {}) }}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      <EdgeLabelRenderer>
        <div
          className="nodrag nopan pointer-events-none absolute"
          style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)`, zIndex: 2 }}
        >
          {slot && add ? (
            <button
              type="button"
              tabIndex={-1}
              data-slot={JSON.stringify(slot)}
              aria-label={`Add a step between ${source.trim()} and ${target.trim()}`}
              title="Add a step here"
              onClick={() => add(slot)}
              className="pointer-events-auto flex size-6 items-center justify-center rounded-full text-text-2 after:hidden hover:text-accent data-near:text-accent"
            >
              <span className="flex size-4 items-center justify-center rounded-full border border-line-strong bg-surface [[data-near]>&]:size-6 [[data-near]>&]:border-accent [[data-near]>&]:bg-accent-soft">
                <Plus aria-hidden size={11} />
              </span>
            </button>
          ) : null}
          {words === '' ? null : (
            <span
              title={words}
              className={`absolute top-1/2 -translate-y-1/2 rounded-control bg-surface px-1 text-meta whitespace-nowrap text-text-2 ${slot && add ? 'left-full' : 'left-1/2 -translate-x-1/2'}`}
            >
              {words.length > most ? `${words.slice(0, most - 1)}…` : words}
            </span>
          )}
        </div>
      </EdgeLabelRenderer>
    </>
  )
}

function wayOf(props: EdgeProps<StepEdge>): { path: string; x: number; y: number } {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data } = props
  const lane = data?.lane
  if (lane === undefined) {
    const [path, , y] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition })
    // Over the step that it leads to: in the middle the ways of a branch would stand on each other.
    return { path, x: targetX, y }
  }
  const [low, high] = [sourceY + turn, targetY - turn]
  const path = roundedPath([
    [sourceX, sourceY],
    [sourceX, low],
    [lane, low],
    [lane, high],
    [targetX, high],
    [targetX, targetY],
  ])
  return { path, x: lane, y: (low + high) / 2 }
}

type Point = readonly [x: number, y: number]

function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points
  const parts = rest.map((point, index) => {
    const next = rest[index + 1]
    const before = index === 0 ? first : rest[index - 1]
    return next && before ? `L ${towards(point, before)} Q ${point.join(' ')} ${towards(point, next)}` : `L ${point.join(' ')}`
  })
  return `M ${(first ?? [0, 0]).join(' ')} ${parts.join(' ')}`
}

function towards([x, y]: Point, [toX, toY]: Point): string {
  const length = Math.hypot(toX - x, toY - y)
  const share = length === 0 ? 0 : Math.min(5, length / 2) / length
  return `${x + (toX - x) * share} ${y + (toY - y) * share}`
}
