import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { applyEdits, invertEdits, type TextEdit } from '#lib/vocabulary/document-tree/text-edit'
import { toValue } from '#lib/vocabulary/document-tree/tree'
import { edgesOf, type StepEdge } from '../graph/edges'
import { extractGraph } from '../graph/extract-graph'
import { allSteps, stepListsOf } from '../graph/steps'
import { readCorpus } from '../testing/corpus'
import { validateDocument } from '../validate/validate-document'
import { copyStep, pasteSteps } from './copy-steps'
import { addChoice, cutEdge, insertOnEdge, moveOntoEdge } from './edge-edits'

const yaml = `schemaVersion: '0.3'
mainSteps:
  # first
  - name: one
    action: aws:pause
    inputs: {}
    onFailure: step:four
  - name: two
    action: aws:branch
    inputs:
      Choices:
        - NextStep: four # why
          Variable: '{{ global:DATE }}'
          StringEquals: x
      Default: three
  - name: three
    action: aws:pause
    isEnd: true
    inputs: {}
  - name: four
    action: aws:pause
    inputs: {}
`
const newStep = { name: 'brandNew', action: 'aws:pause', inputs: {} }
const applied = (text: string, edits: readonly TextEdit[] | undefined): string => applyEdits(text, edits ?? [])
const ways = (text: string): string[] =>
  extractGraph(parseDocument(text)).edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`)

describe('a step on an edge', () => {
  it.each([
    ['what follows in the text', { from: 'one', kind: 'next' }, ['one next brandNew', 'brandNew next two', 'one failure four']],
    ['a choice', { from: 'two', kind: 'choice', choice: 0 }, ['two choice brandNew', 'brandNew next four', 'two default three']],
    ['otherwise', { from: 'two', kind: 'default' }, ['two default brandNew', 'brandNew next three', 'two choice four']],
    ['a failure', { from: 'one', kind: 'failure' }, ['one failure brandNew', 'brandNew next four', 'one next two']],
    ['the end', { from: 'three', kind: 'next' }, ['three next brandNew', 'brandNew next end', 'four next end']],
    ['the last step', { from: 'four', kind: 'next' }, ['four next brandNew', 'brandNew next end']],
    ['the start', { kind: 'next' }, ['brandNew next one']],
  ] as const)('stands between the two of %s', (_what, edge, expected) => {
    const text = applied(yaml, insertOnEdge(parseDocument(yaml), edge, newStep))
    expect(ways(text)).toEqual(expect.arrayContaining([...expected]))
    expect(text).toContain('# why')
    expect(text).toContain('  # first\n')
  })

  it('moves out of a loop to the end of a text without a last line break', () => {
    const text =
      "schemaVersion: '0.3'\nmainSteps:\n- name: each\n  action: aws:loop\n  inputs:\n    Steps:\n      - name: one\n        action: aws:pause\n      - name: two\n        action: aws:pause"
    expect(applied(text, moveOntoEdge(parseDocument(text), { from: 'each', kind: 'next' }, 'two'))).toBe(
      text.replace(/\n {6}- name: two[^]*/, '\n- name: two\n  action: aws:pause'),
    )
  })

  it('moves there, and what led to it leads on', () => {
    const text = applied(yaml, moveOntoEdge(parseDocument(yaml), { from: 'one', kind: 'next' }, 'three'))
    expect(ways(text)).toEqual(expect.arrayContaining(['one next three', 'two choice four']))
    const last = applied(yaml, moveOntoEdge(parseDocument(yaml), { from: 'one', kind: 'failure' }, 'four'))
    expect(ways(last)).toEqual(expect.arrayContaining(['one failure four', 'one next two']))
  })

  it('goes where the text says so', () => {
    const cut = (edge: Parameters<typeof cutEdge>[1]) => ways(applied(yaml, cutEdge(parseDocument(yaml), edge)))
    expect(cut({ from: 'one', kind: 'failure' })).not.toContain('one failure four')
    expect(cut({ from: 'three', kind: 'next' })).toContain('three next four')
    expect(cut({ from: 'two', kind: 'default' })).toContain('two default three')
    expect(cutEdge(parseDocument(yaml), { from: 'one', kind: 'next' })).toBeUndefined()
  })

  it('is led to by a new choice', () => {
    const choice = { NextStep: 'one', Variable: '{{ global:REGION }}', StringEquals: 'eu-1' }
    const text = applied(yaml, addChoice(parseDocument(yaml), 'two', choice))
    expect(text).toContain(
      '          StringEquals: x\n        - NextStep: one\n          Variable: "{{ global:REGION }}"\n          StringEquals: eu-1\n',
    )
  })
})

describe('copies', () => {
  it('go with their comments, under free names, into documents of either format', () => {
    const clip = copyStep(parseDocument(yaml), 'one') ?? ''
    expect(clip).toBe('# first\n- name: one\n  action: aws:pause\n  inputs: {}\n  onFailure: step:four\n')
    const here = pasteSteps(parseDocument(yaml), { after: 'four', text: clip })
    expect(here?.name).toBe('one2')
    expect(applied(yaml, here?.edits)).toBe(
      `${yaml}  # first\n  - name: one2\n    action: aws:pause\n    inputs: {}\n    onFailure: step:four\n`,
    )
    const json = JSON.stringify({ schemaVersion: '0.3', mainSteps: [] }, null, 2)
    const there = applied(json, pasteSteps(parseDocument(json), { text: clip })?.edits)
    expect(JSON.parse(there).mainSteps[0].onFailure).toBe('step:four')
    const back = copyStep(parseDocument(there), 'one') ?? ''
    expect(applied(yaml, pasteSteps(parseDocument(yaml), { after: 'one', text: back })?.edits)).toContain('- name: one2\n')
  })

  it('of a whole document bring all its steps, whose names go on pointing at each other', () => {
    const both = applied(yaml, pasteSteps(parseDocument(yaml), { after: 'four', text: yaml })?.edits)
    expect(ways(both)).toEqual(expect.arrayContaining(['two2 choice four2', 'one2 failure four2', 'two choice four']))
  })

  it('are nothing but steps', () => {
    for (const text of ['', 'hello', '- a\n- b\n', '{"a": 1}', '[', 'name: x\n'])
      expect(pasteSteps(parseDocument(yaml), { text })).toBeUndefined()
  })
})

const documents = readCorpus().flatMap(({ text, type }) => {
  const { findings, parsed } = validateDocument(text, { type })
  const isSound = findings.every(({ code, severity }) => severity !== 'error' && code !== 'duplicateKey') && parsed?.root
  if (!isSound || text.includes(': *') || stepListsOf(parsed.root).length === 0) return []
  return [text, text.trimEnd(), text.replaceAll('\n', '\r\n')]
})

describe('any change of a picture', () => {
  const nameOf = ({ from, kind, choice }: StepEdge) => ({ from: from.name, kind, choice })

  it('keeps every comment and every other step, and is undone to the byte', () => {
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.nat(), fc.nat(), (text, which, other) => {
        const parsed = parseDocument(text)
        const steps = allSteps(stepListsOf(parsed.root))
        const edges = steps.flatMap(edgesOf)
        const edge = edges[which % edges.length]
        const step = steps[other % steps.length]
        if (!edge || step?.name === undefined) return
        const changes = [
          insertOnEdge(parsed, nameOf(edge), newStep),
          moveOntoEdge(parsed, nameOf(edge), step.name),
          cutEdge(parsed, nameOf(edge)),
          pasteSteps(parsed, { after: edge.from.name, text: copyStep(parsed, step.name) ?? '' })?.edits,
        ]
        for (const edits of changes) {
          const after = applied(text, edits)
          expect(applied(after, invertEdits(text, edits ?? []))).toBe(text)
          expect(parseDocument(after).problems, after).toEqual([])
          const names = allSteps(stepListsOf(parseDocument(after).root)).map(({ name }) => name)
          expect(names, after).toEqual(expect.arrayContaining(steps.map(({ name }) => name)))
        }
        const inserted = applied(text, changes[0])
        const value = toValue(parseDocument(inserted).root ?? { kind: 'map', style: 'flow', entries: [], start: 0, end: 0 })
        expect(JSON.stringify(value)).toContain('brandNew')
        const lines = text.split('\n').filter((line) => /^\s*#/.test(line))
        for (const line of lines) expect(inserted).toContain(line.trim())
      }),
      { numRuns: 300 },
    )
  })
})
