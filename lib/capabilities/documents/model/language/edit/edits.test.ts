import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { applyEdits, invertEdits, type TextEdit } from '#lib/vocabulary/document-tree/text-edit'
import { nodeAt, type ParsedText, toValue } from '#lib/vocabulary/document-tree/tree'
import { allSteps, stepListsOf } from '../graph/steps'
import { readCorpus } from '../testing/corpus'
import { validateDocument } from '../validate/validate-document'
import { renameStep } from './rename-step'
import { connectStep, setValueAt } from './set-value'
import { addStep, addStepInto, deleteStep, duplicateStep, moveStep } from './step-edits'

const documents = readCorpus().flatMap(({ name, text, type }) => {
  const { findings, parsed } = validateDocument(text, { type })
  const isSound = findings.every(({ code, severity }) => severity !== 'error' && code !== 'duplicateKey') && parsed?.root
  // An alias stands for its anchor: an edit of the one is an edit of the other.
  if (!isSound || text.includes(': *') || stepListsOf(parsed.root).length === 0) return []
  return [text, text.trimEnd(), text.replaceAll('\n', '\r\n')].map((variant) => ({ name, text: variant }))
})

const apply = (text: string, edits: readonly TextEdit[] | undefined): string => applyEdits(text, edits ?? [])
const valueOf = (text: string): Record<string, unknown> => {
  const { root, problems } = parseDocument(text)
  expect(problems, text).toEqual([])
  return root ? (toValue(root) as Record<string, unknown>) : {}
}
const stepsOf = (text: string): Record<string, unknown>[] => valueOf(text)['mainSteps'] as Record<string, unknown>[]
const mainNames = (parsed: ParsedText): string[] => (stepListsOf(parsed.root)[0]?.steps ?? []).flatMap(({ name }) => name ?? [])

const yaml = `# Stops things.
schemaVersion: '0.3'
mainSteps:
  # first
  - name: one # the name
    action: aws:pause
    inputs: {}

  # second
  - name: two
    action: aws:branch
    inputs:
      Choices:
        - NextStep: three # why
          Variable: "{{ find.Id }}"
          StringEquals: x
    onFailure: step:three

  - name: three
    action: aws:executeScript
    inputs:
      Runtime: PowerShell 7.4
      Script: |
        # not a comment
        echo one
`
const json = JSON.stringify(
  toValue(parseDocument(yaml).root ?? { kind: 'list', style: 'flow', items: [], start: 0, end: 0 }),
  null,
  2,
)

describe('a picture edits the text', () => {
  it('by adding a step, and nothing else changes', () => {
    const edits = addStep(parseDocument(yaml), {
      after: 'two',
      step: { name: 'new', action: 'aws:sleep', inputs: { Duration: 'PT1S' } },
    })
    expect(edits).toHaveLength(1)
    expect(apply(yaml, edits)).toBe(
      yaml.replace('  - name: three', '  - name: new\n    action: aws:sleep\n    inputs:\n      Duration: PT1S\n  - name: three'),
    )
  })

  it('by adding a step to JSON in its lines', () => {
    const edits = addStep(parseDocument(json), { after: 'three', step: { name: 'new', action: 'aws:pause' } })
    expect(apply(json, edits)).toBe(
      json.replace(/\n {2}\]\n\}$/, ',\n    {\n      "name": "new",\n      "action": "aws:pause"\n    }\n  ]\n}'),
    )
  })

  it('by deleting a step with its comments', () => {
    expect(apply(yaml, deleteStep(parseDocument(yaml), 'one'))).toBe(yaml.replace(/ {2}# first\n[^]*?(?= {2}# second)/, ''))
    expect(deleteStep(parseDocument(yaml), 'four')).toBeUndefined()
  })

  it('by moving a step with its comments, and back again', () => {
    const down = apply(yaml, moveStep(parseDocument(yaml), { name: 'one', index: 2 }))
    expect(mainNames(parseDocument(down))).toEqual(['two', 'one', 'three'])
    expect(down).toContain('  # first\n  - name: one # the name\n')
    expect(apply(down, moveStep(parseDocument(down), { name: 'one', index: 0 }))).toBe(yaml)
  })

  it('by duplicating a step', () => {
    const copy = duplicateStep(parseDocument(yaml), 'one')
    expect(copy?.name).toBe('one2')
    const text = apply(yaml, copy?.edits)
    expect(text).toContain('  # first\n  - name: one2 # the name\n')
    expect(mainNames(parseDocument(text))).toEqual(['one', 'one2', 'two', 'three'])
  })

  it('by renaming a step wherever it is named', () => {
    expect(apply(yaml, renameStep(parseDocument(yaml), 'three', 'last'))).toBe(yaml.replaceAll('three', 'last'))
    expect(renameStep(parseDocument(yaml), 'three', 'one')).toBeUndefined()
    expect(renameStep(parseDocument(yaml), 'three', 'a b')).toBeUndefined()
    expect(renameStep(parseDocument(yaml), 'four', 'five')).toBeUndefined()
  })

  it('by leading a step elsewhere', () => {
    const parsed = parseDocument(yaml)
    expect(apply(yaml, connectStep(parsed, 'two', { kind: 'choice', index: 0, to: 'one' }))).toBe(
      yaml.replace('NextStep: three #', 'NextStep: one #'),
    )
    expect(apply(yaml, connectStep(parsed, 'two', { kind: 'failure', to: 'one' }))).toBe(yaml.replace('step:three', 'step:one'))
    expect(apply(yaml, connectStep(parsed, 'one', { kind: 'next', to: 'three' }))).toBe(
      yaml.replace('    inputs: {}\n', '    inputs: {}\n    nextStep: three\n'),
    )
    const ended = apply(yaml, connectStep(parsed, 'one', { kind: 'end' }))
    expect(apply(ended, connectStep(parseDocument(ended), 'one', { kind: 'next', to: 'two' }))).toContain('nextStep: two\n')
  })

  it('by setting inputs, in the style that is there', () => {
    const set = (path: (string | number)[], value: unknown): string => apply(yaml, setValueAt(parseDocument(yaml), path, value))
    expect(set(['mainSteps', 0, 'inputs', 'Note'], 'a: b')).toContain('    inputs:\n      Note: "a: b"\n')
    expect(set(['mainSteps', 2, 'inputs', 'Script'], 'one line')).toContain('      Script: one line\n')
    expect(set(['mainSteps', 2, 'inputs', 'Runtime'], 'python3.11')).toContain('Runtime: python3.11\n')
    expect(set(['mainSteps', 1, 'inputs', 'Choices', 0, 'Variable'], "it's")).toContain('Variable: "it\'s"\n')
    expect(set(['mainSteps', 0, 'name'], undefined)).toContain('  # first\n  - action: aws:pause\n')
    expect(set(['mainSteps', 9, 'name'], 'x')).toBe(yaml)
  })
})

describe('loops', () => {
  const loop = `schemaVersion: '0.3'
mainSteps:
  - name: before
    action: aws:executeScript
    inputs:
      Script: |
        one

        two
  - name: each
    action: aws:loop
    inputs:
      Iterators: [a]
      Steps:
        # inside
        - name: inner
          action: aws:pause
        - name: second
          action: aws:invokeWebhook
          inputs: {IntegrationName: x, Body: '{{ inner.X }} {{ each.CurrentIteratorValue }}'}
`
  it('get steps, give them away and take them', () => {
    const added = apply(loop, addStepInto(parseDocument(loop), { loop: 'each', step: { name: 'new', action: 'aws:pause' } }))
    expect(added).toContain('      Steps:\n        - name: new\n          action: aws:pause\n        # inside\n')
    const out = apply(loop, moveStep(parseDocument(loop), { name: 'inner', index: 0 }))
    expect(out).toContain('mainSteps:\n  # inside\n  - name: inner\n    action: aws:pause\n  - name: before\n')
    expect(apply(out, moveStep(parseDocument(out), { name: 'inner', into: 'each', index: 0 }))).toBe(loop)
    const moved = apply(loop, moveStep(parseDocument(loop), { name: 'before', into: 'each', index: 2 }))
    expect(moved).toContain(
      '        - name: before\n          action: aws:executeScript\n          inputs:\n            Script: |\n              one\n\n              two\n',
    )
    expect(moveStep(parseDocument(loop), { name: 'each', into: 'each', index: 0 })).toBeUndefined()
    expect(addStepInto(parseDocument(loop), { loop: 'nothing', step: { name: 'n', action: 'x' } })).toBeUndefined()
  })

  it('are duplicated with free names inside', () => {
    const copy = duplicateStep(parseDocument(loop), 'each')
    const text = apply(loop, copy?.edits)
    expect(allSteps(stepListsOf(parseDocument(text).root)).map(({ name }) => name)).toEqual([
      'before',
      'each',
      'each2',
      'inner',
      'second',
      'inner2',
      'second2',
    ])
    expect(text).toContain("'{{ inner2.X }} {{ each2.CurrentIteratorValue }}'")
  })
})

describe('edits of any document', () => {
  const step = { name: 'brandNew', action: 'aws:sleep', inputs: { Duration: 'PT1S', List: ['a', 'b: c', 'x\ny\n'] } }
  const values = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string()),
    // The tree gives no such key to plain data.
    fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
      fc.string(),
    ),
    fc.constant('a\nb\n'),
    fc.constant('{{ x }}'),
  )

  it('do to the document what they do to the data, and are undone to the byte', () => {
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.nat(), fc.nat(), ({ text }, which, where) => {
        const parsed = parseDocument(text)
        const names = mainNames(parsed)
        const name = names[which % names.length] ?? ''
        const at = names.indexOf(name)
        const to = where % (names.length + 1)
        const before = stepsOf(text)
        const others = before.filter((_, index) => index !== at)
        const operations: [readonly TextEdit[] | undefined, unknown[]][] = [
          [addStep(parsed, { after: name, step }), before.toSpliced(at + 1, 0, step)],
          [moveStep(parsed, { name, index: to }), others.toSpliced(to > at ? to - 1 : to, 0, before[at] ?? {})],
        ]
        for (const [edits, expected] of operations) {
          const after = apply(text, edits)
          expect(stepsOf(after), after).toEqual(expected)
          expect(apply(after, invertEdits(text, edits ?? []))).toBe(text)
        }
        const copied = apply(text, duplicateStep(parsed, name)?.edits)
        expect(stepsOf(copied)).toHaveLength(before.length + 1)
        const renamed = apply(text, renameStep(parsed, name, 'brandNew'))
        expect(apply(renamed, renameStep(parseDocument(renamed), 'brandNew', name))).toBe(text)
      }),
      { numRuns: 400 },
    )
  })

  it('of one value change that value alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.nat(),
        values,
        fc.constantFrom('name', 'onFailure', 'extra', 'inputs'),
        ({ text }, which, value, member) => {
          const parsed = parseDocument(text)
          const steps = allSteps(stepListsOf(parsed.root))
          const chosen = steps[which % steps.length]
          const path = [...(chosen?.path ?? []), ...(member === 'inputs' ? ['inputs', 'zz'] : [member])]
          const edits = setValueAt(parsed, path, value)
          const after = apply(text, edits)
          const node = nodeAt(parseDocument(after).root, path)
          expect(node && toValue(node), after).toEqual(value)
          expect(apply(after, invertEdits(text, edits ?? []))).toBe(text)
          const removed = apply(after, setValueAt(parseDocument(after), path, undefined))
          expect(nodeAt(parseDocument(removed).root, path), removed).toBeUndefined()
          const without = (given: string): string =>
            JSON.stringify(valueOf(given), (key, inner: unknown) => (key === path.at(-1) ? undefined : inner))
          expect(without(removed).replace(/,?"inputs":\{\}/g, '')).toBe(without(text).replace(/,?"inputs":\{\}/g, ''))
        },
      ),
      { numRuns: 1000 },
    )
  })
})
