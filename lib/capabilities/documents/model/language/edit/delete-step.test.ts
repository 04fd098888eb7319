import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { applyEdits, invertEdits } from '#lib/vocabulary/document-tree/text-edit'
import { itemsOf, memberOf, type ParsedText, toValue } from '#lib/vocabulary/document-tree/tree'
import { edgesOf } from '../graph/edges'
import { allSteps, stepListsOf } from '../graph/steps'
import { readCorpus } from '../testing/corpus'
import { validateDocument } from '../validate/validate-document'
import { deleteStep } from './step-edits'

const head = "schemaVersion: '0.3'\nmainSteps:\n"
const deleted = (text: string, name: string): string => applyEdits(text, deleteStep(parseDocument(text), name) ?? [])

describe('deleting a step leads what led to it', () => {
  const route = `${head}  # begins
  - name: look # at it
    action: aws:branch
    inputs:
      Choices:
        # when needed
        - NextStep: mend # please
          Variable: '{{ global:REGION }}'
          StringEquals: x
      Default: rest
  - name: rest
    action: aws:pause
    nextStep: "mend" # then
  - name: try
    action: aws:deleteStack
    inputs: {StackName: x}
    onFailure: step:mend
    onCancel: step:mend
  # mends
  - name: mend
    action: aws:deleteStack
    inputs: {StackName: y}
    nextStep: last
  - name: spare
    action: aws:pause
  - name: last
    action: aws:pause
`

  it('to the step after it, and comments and order stay', () => {
    const expected = route
      .replace(/ {2}# mends\n {2}- name: mend\n[^]*?(?= {2}- name: spare)/, '')
      .replace('- NextStep: mend', '- NextStep: last')
      .replace('nextStep: "mend"', 'nextStep: "last"')
      .replace('onFailure: step:mend', 'onFailure: step:last')
      // A step of aws:pause may take long: nothing is cancelled to it. The step before went on to the one that is gone.
      .replace('    onCancel: step:mend\n', '    nextStep: last\n')
    expect(deleted(route, 'mend')).toBe(expected)
    expect(validateDocument(expected).findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  const step = (name: string, more = '', action = 'aws:pause'): string => `  - name: ${name}\n    action: ${action}\n${more}`
  const branch = (name: string, targets: string): string => step(name, `    inputs:\n${targets}`, 'aws:branch')
  const choice = (to: string): string => `      Choices:\n        - Variable: '{{ global:REGION }}'\n          NextStep: ${to}\n`
  it.each([
    [
      'nextStep becomes an end where the step was one',
      [step('a', '    nextStep: d\n'), step('d', '    isEnd: true\n'), step('z')],
      [step('a', '    isEnd: true\n'), step('z')],
    ],
    ['nextStep goes where nothing follows', [step('a', '    nextStep: d\n'), step('d')], [step('a')]],
    [
      'a step that ran on into an end ends',
      [step('a'), step('d', '    isEnd: true\n'), step('z')],
      [step('a', '    isEnd: true\n'), step('z')],
    ],
    ['a step that ran on goes with it', [step('a'), step('d'), step('z')], [step('a'), step('z')]],
    [
      'a failure is one again where the step was an end',
      [step('a', '    onFailure: step:d\n    isEnd: true\n'), step('d')],
      [step('a', '    isEnd: true\n')],
    ],
    [
      'Continue continues',
      [step('a', '    onFailure: Continue\n'), step('d'), step('z')],
      [step('a', '    onFailure: Continue\n'), step('z')],
    ],
    [
      'two steps that lead to each other do not lead to themselves',
      [step('a', '    nextStep: d\n'), step('d', '    nextStep: a\n'), step('z')],
      [step('a', '    isEnd: true\n'), step('z')],
    ],
    [
      'a choice keeps its condition',
      [branch('a', choice('d')), step('z', '    isEnd: true\n'), step('d')],
      [branch('a', choice('d').replace(/ {10}NextStep: d\n/, '')), step('z', '    isEnd: true\n')],
    ],
    [
      'the default of a branch follows',
      [branch('a', `${choice('z')}      Default: d\n`), step('d', '    nextStep: z\n'), step('y'), step('z')],
      [branch('a', `${choice('z')}      Default: z\n`), step('y'), step('z')],
    ],
    [
      'a branch without default gets one',
      [branch('a', choice('y')), step('d', '    nextStep: z\n'), step('y'), step('z')],
      [branch('a', `${choice('y')}      Default: z\n`), step('y'), step('z')],
    ],
    [
      'where a branch cannot end, its target stays to be decided',
      [branch('a', `${choice('z')}      Default: d\n`), step('d', '    isEnd: true\n'), step('z')],
      [branch('a', `${choice('z')}      Default: d\n`), step('z')],
    ],
    [
      'what a deleted branch did otherwise counts',
      [step('a', '    nextStep: d\n'), branch('d', `${choice('y')}      Default: z\n`), step('y'), step('z')],
      [step('a', '    nextStep: z\n'), step('y'), step('z')],
    ],
  ])('%s', (_name, before, after) => {
    expect(deleted(head + before.join(''), 'd')).toBe(head + after.join(''))
  })

  it('within braces, several at once', () => {
    const text = `${head}- {name: a, action: aws:deleteStack, nextStep: d, onFailure: step:d, onCancel: step:d, inputs: {StackName: x}}\n- {name: d, action: aws:pause}\n`
    expect(deleted(text, 'd')).toBe(`${head}- {name: a, action: aws:deleteStack, inputs: {StackName: x}}\n`)
    const json = JSON.stringify(
      {
        schemaVersion: '0.3',
        mainSteps: [
          { name: 'a', action: 'aws:pause', nextStep: 'd', onFailure: 'step:d' },
          { name: 'd', action: 'aws:pause' },
        ],
      },
      null,
      2,
    )
    expect(JSON.parse(deleted(json, 'd'))).toEqual({ schemaVersion: '0.3', mainSteps: [{ name: 'a', action: 'aws:pause' }] })
  })

  it('only in its own list, and not in Command documents', () => {
    const loop = `${head}- name: each\n  action: aws:loop\n  inputs:\n    Iterators: [a]\n    Steps:\n      - {name: one, action: aws:pause, nextStep: two}\n      - {name: two, action: aws:pause}\n      - {name: three, action: aws:pause}\n`
    expect(deleted(loop, 'two')).toBe(loop.replace(/ *- \{name: two.*\n/, '').replace('nextStep: two', 'nextStep: three'))
    const command =
      "schemaVersion: '2.2'\nmainSteps:\n- {name: a, action: 'aws:runShellScript', inputs: {onSuccess: exit, runCommand: [x]}}\n- {name: d, action: 'aws:runShellScript', inputs: {runCommand: [x]}}\n- {name: z, action: 'aws:runShellScript', inputs: {runCommand: [x]}}\n"
    expect(deleted(command, 'd')).toBe(command.replace(/- \{name: d.*\n/, ''))
  })

  it('soon, however many there are', () => {
    const many = Array.from(
      { length: 400 },
      (_, index) => `- {name: s${index}, action: aws:pause, nextStep: d, onFailure: 'step:d'}\n`,
    )
    const text = `${head}${many.join('')}- {name: d, action: aws:pause}\n`
    const since = performance.now()
    expect(deleted(text, 'd')).not.toMatch(/d\b,|step:d/)
    expect(performance.now() - since).toBeLessThan(5_000)
  })
})

const documents = readCorpus().flatMap(({ text, type }) => {
  const { findings, parsed } = validateDocument(text, { type })
  const isSound = findings.every(({ code, severity }) => severity !== 'error' && code !== 'duplicateKey') && parsed?.root
  if (!isSound || text.includes(': *') || stepListsOf(parsed.root).length === 0) return []
  return [text, text.trimEnd(), text.replaceAll('\n', '\r\n')]
})

const rewired = new Set(['nextStep', 'isEnd', 'onFailure', 'onCancel', 'Default', 'NextStep'])
/** The steps of all lists, without what tells where they lead. */
function stepsBut(parsed: ParsedText, name: string | undefined): readonly string[] {
  return allSteps(stepListsOf(parsed.root)).flatMap((step) => {
    const inside = allSteps(stepListsOf(parsed.root)).some(
      (other) => other.name === name && other.node.start <= step.node.start && step.node.end <= other.node.end,
    )
    if (step.name === name || inside || step.action === 'aws:loop') return []
    return [JSON.stringify(toValue(step.node), (key, value: unknown) => (rewired.has(key) ? undefined : value))]
  })
}

describe('deleting any step of any document', () => {
  it('leaves the other steps, leads nowhere that is gone, and is undone to the byte', () => {
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.nat(), (text, which) => {
        const parsed = parseDocument(text)
        const steps = allSteps(stepListsOf(parsed.root))
        const chosen = steps[which % steps.length]
        const name = chosen?.name ?? ''
        const edits = deleteStep(parsed, name) ?? []
        const after = applyEdits(text, edits)
        const reread = parseDocument(after)
        expect(reread.problems, after).toEqual([])
        expect(stepsBut(reread, undefined), after).toEqual(stepsBut(parsed, name))
        for (const edge of allSteps(stepListsOf(reread.root)).flatMap((step) => edgesOf(step)))
          if (edge.target?.path.at(-1) !== 'Default') expect(edge.to, after).not.toBe(name)
        expect(itemsOf(memberOf(reread.root, 'outputs')).map(toValue)).toEqual(
          itemsOf(memberOf(parsed.root, 'outputs')).map(toValue),
        )
        expect(applyEdits(after, invertEdits(text, edits))).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})
