import { expect, test } from 'vitest'
import { extractGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { endId, layoutGraph, startId } from './layout-graph'

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

function placesOf(text: string) {
  return layoutGraph(extractGraph(parseDocument(text)))
}

test('puts steps below what leads to them, alternatives beside each other, the end last', () => {
  const places = placesOf(branching)
  const y = (id: string) => places.get(id)?.y ?? Number.NaN
  expect(y(startId)).toBeLessThan(y('first'))
  expect(y('second')).toBeGreaterThan(y('first'))
  expect(y('rollback')).toBe(y('second'))
  expect(places.get('rollback')?.x).toBeGreaterThan(places.get('second')?.x ?? 0)
  expect(y(endId)).toBeGreaterThan(y('second'))
})

test('gives no two steps one place, and the same text the same places', () => {
  const places = placesOf(branching)
  expect(new Set([...places.values()].map(({ x, y }) => `${x},${y}`)).size).toBe(places.size)
  expect(placesOf(branching)).toEqual(places)
})

test('lays out 150 steps in well under 150 ms', () => {
  const steps = Array.from({ length: 150 }, (_, index) => `  - name: s${index}\n    action: aws:sleep\n    inputs: {}\n`)
  const graph = extractGraph(parseDocument(`schemaVersion: "0.3"\nmainSteps:\n${steps.join('')}`))
  const begun = performance.now()
  expect(layoutGraph(graph).size).toBe(152)
  expect(performance.now() - begun).toBeLessThan(150)
})
