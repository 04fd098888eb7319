import { expect, test } from 'vitest'
import { extractGraph } from '#lib/capabilities/documents/model/language/graph/extract-graph'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { fold, regionsOf } from './folds'

const text = `schemaVersion: "0.3"
mainSteps:
  - name: check
    action: aws:branch
    inputs:
      Choices:
        - { NextStep: big, Variable: '{{ global:REGION }}', StringEquals: a }
        - { NextStep: small, Variable: '{{ global:REGION }}', StringEquals: b }
      Default: join
  - { name: big, action: 'aws:sleep', inputs: { Duration: PT1S } }
  - { name: bigger, action: 'aws:sleep', nextStep: join, inputs: { Duration: PT1S } }
  - { name: small, action: 'aws:sleep', nextStep: join, inputs: { Duration: PT1S } }
  - { name: join, action: 'aws:sleep', onFailure: 'step:rollback', inputs: { Duration: PT1S } }
  - name: each
    action: aws:loop
    isEnd: true
    inputs:
      Iterators: [a, b]
      Steps:
        - name: inner
          action: aws:loop
          inputs:
            Iterators: [c]
            Steps:
              - { name: deep, action: 'aws:pause' }
        - { name: last, action: 'aws:pause' }
  - { name: rollback, action: 'aws:sleep', isEnd: true, inputs: { Duration: PT1S } }
`

const graph = extractGraph(parseDocument(text))
const regions = regionsOf(graph)
const shown = (...closed: string[]) => {
  const folded = fold(graph, regions, new Set(closed))
  return {
    steps: folded.graph.nodes.map(({ id }) => id).join(' '),
    ways: folded.graph.edges.map(({ from, to }) => `${from}>${to}`).join(' '),
    standIn: Object.fromEntries(folded.standIn),
  }
}

test('branches, ways for failures and loops fold what only they lead to', () => {
  expect(Object.fromEntries(regions)).toEqual({
    check: ['big', 'small', 'bigger'],
    join: ['rollback'],
    each: ['inner', 'deep', 'last'],
    inner: ['deep'],
  })
})

test('a folded branch leads to where its ways meet, once', () => {
  expect(shown('check')).toEqual({
    steps: 'check join each rollback inner last deep',
    ways: 'check>join join>each join>rollback each>end rollback>end inner>last last>end deep>end',
    standIn: { big: 'check', small: 'check', bigger: 'check' },
  })
})

test('a folded loop is one step, whatever is folded inside', () => {
  expect(shown('each', 'inner')).toEqual({
    steps: 'check big bigger small join each rollback',
    ways: 'check>big check>small check>join big>bigger bigger>join small>join join>each join>rollback each>end rollback>end',
    standIn: { inner: 'each', deep: 'each', last: 'each' },
  })
})

test('nothing folded, or what is gone, changes nothing', () => {
  expect(fold(graph, regions, new Set(['gone'])).graph).toBe(graph)
})

test('what others lead to as well stays, and ways back up are no reason to fold the whole', () => {
  const shared = `schemaVersion: "0.3"
mainSteps:
  - { name: one, action: 'aws:sleep', onFailure: 'step:repair', inputs: { Duration: PT1S } }
  - { name: two, action: 'aws:sleep', onFailure: 'step:repair', inputs: { Duration: PT1S } }
  - { name: three, action: 'aws:sleep', isEnd: true, inputs: { Duration: PT1S } }
  - { name: repair, action: 'aws:sleep', nextStep: two, inputs: { Duration: PT1S } }
`
  expect([...regionsOf(extractGraph(parseDocument(shared))).keys()]).toEqual([])
})

test('hundreds of branches in a row are folded before anybody waits', () => {
  const steps = Array.from({ length: 300 }, (_, at) => {
    const inputs = `{ Choices: [{ NextStep: s${Math.min(at + 2, 299)}, Variable: a, StringEquals: b }], Default: s${Math.min(at + 1, 299)} }`
    return `  - { name: s${at}, action: 'aws:branch', inputs: ${inputs} }\n`
  })
  const long = extractGraph(parseDocument(`schemaVersion: "0.3"\nmainSteps:\n${steps.join('')}`))
  const before = performance.now()
  regionsOf(long)
  expect(performance.now() - before).toBeLessThan(1000)
})
