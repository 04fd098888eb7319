import { expect, test } from 'vitest'
import { extractGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { endIdOf, layoutGraph, startId } from './layout-graph'

const branching = `schemaVersion: "0.3"
mainSteps:
  - name: first
    action: aws:sleep
    onFailure: step:rollback
    inputs: { Duration: PT1S }
  - name: second
    action: aws:sleep
    isEnd: true
    inputs: { Duration: PT1S }
  - name: rollback
    action: aws:sleep
    nextStep: first
    inputs: { Duration: PT1S }
`

const looping = `schemaVersion: "0.3"
mainSteps:
  - name: before
    action: aws:pause
    onFailure: step:after
  - name: each
    action: aws:loop
    inputs:
      Iterators: [a, b]
      Steps:
        - name: inner
          action: aws:loop
          inputs:
            LoopCondition: { Variable: '{{ x.Y }}', BooleanEquals: true }
            Steps:
              - name: deep
                action: aws:pause
        - name: second
          action: aws:pause
  - name: after
    action: aws:pause
`

const layoutOf = (text: string) => layoutGraph(extractGraph(parseDocument(text)))
const placesOf = (text: string) => layoutOf(text).places

test('puts steps below what leads to them, alternatives beside each other, the end last', () => {
  const places = placesOf(branching)
  const y = (id: string) => places.get(id)?.y ?? Number.NaN
  expect(y(startId)).toBeLessThan(y('first'))
  expect(y('second')).toBeGreaterThan(y('first'))
  expect(y('rollback')).toBe(y('second'))
  expect(places.get('rollback')?.x).toBeGreaterThan(places.get('second')?.x ?? 0)
  expect(y(endIdOf(undefined))).toBeGreaterThan(y('second'))
})

test('gives no two steps one place, and the same text the same places', () => {
  const places = placesOf(branching)
  expect(new Set([...places.values()].map(({ x, y }) => `${x},${y}`)).size).toBe(places.size)
  expect(placesOf(branching)).toEqual(places)
})

test('draws loops as frames around their steps, in each other', () => {
  const places = placesOf(looping)
  const place = (id: string) => places.get(id) ?? { x: Number.NaN, y: Number.NaN, width: 0, height: 0 }
  for (const [frame, inner] of [
    ['each', 'inner'],
    ['each', 'second'],
    ['inner', 'deep'],
    ['inner', endIdOf('inner')],
  ] as const) {
    expect(place(inner).x).toBeGreaterThan(0)
    expect(place(inner).y).toBeGreaterThanOrEqual(52)
    expect(place(inner).x + place(inner).width).toBeLessThan(place(frame).width)
    expect(place(inner).y + place(inner).height).toBeLessThan(place(frame).height)
  }
  expect(place('after').y).toBeGreaterThanOrEqual(place('each').y + place('each').height)
})

test('leads edges that pass a step beside it, each on a lane of its own', () => {
  const { lanes, places, width } = layoutOf(looping)
  const frame = places.get('each')
  const [passing] = [...lanes.values()]
  expect(passing).toBeGreaterThan((frame?.x ?? 0) + (frame?.width ?? 0))
  expect(passing).toBeLessThan(width)
  const back = layoutOf(branching).lanes
  expect(new Set(back.values()).size).toBe(back.size)
})

test('lays out 150 steps in well under 150 ms', () => {
  const steps = Array.from(
    { length: 150 },
    (_, index) => `  - name: s${index}\n    action: aws:sleep\n    onFailure: step:s${(index * 7) % 150}\n    inputs: {}\n`,
  )
  const graph = extractGraph(parseDocument(`schemaVersion: "0.3"\nmainSteps:\n${steps.join('')}`))
  const begun = performance.now()
  expect(layoutGraph(graph).places.size).toBe(152)
  expect(performance.now() - begun).toBeLessThan(150)
})
