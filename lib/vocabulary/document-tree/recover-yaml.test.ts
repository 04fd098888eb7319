import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseYamlText } from './parse-yaml'
import { SourceLines } from './source-lines'

function linesOf(text: string): readonly number[] {
  const lines = new SourceLines(text)
  return parseYamlText(text).problems.map(({ start }) => lines.positionOf(start).line)
}

/** A runbook of ten steps; a broken line stands for the second line of some of them. */
const step = (index: number, line: string): string => `- name: s${index}\n${line}\n  inputs:\n    Duration: PT1S\n`
const sound = '  action: aws:sleep'
const runbook = (lines: Readonly<Record<number, string>>): string =>
  `schemaVersion: '0.3'\nmainSteps:\n${Array.from({ length: 10 }, (_, index) => step(index, lines[index] ?? sound)).join('')}`
/** Of the line that may be broken. */
const lineOf = (index: number): number => 4 + 4 * index

const broken: readonly [name: string, line: string][] = [
  ['a colon in the value', '  action: aws: sleep'],
  ['too deep', '     action: aws:sleep'],
  ['too shallow', ' action: aws:sleep'],
  ['a tab', '\taction: aws:sleep'],
  ['no colon', '  action'],
  ['an open double quote', '  action: "aws:sleep'],
  ['an open single quote', "  action: 'aws:sleep"],
  ['an open bracket', '  action: [aws:sleep'],
  ['an open brace', '  action: {name: aws:sleep'],
  ['a bracket too many', '  action: [aws:sleep]]'],
  ['text after a quote', '  action: "aws:sleep" now'],
  ['an escape that does not exist', '  action: "aws\\q"'],
  ['a sign that is reserved', '  action: @sleep'],
  ['a percent sign', '  action: %sleep'],
  ['a block that begins on its line', '  action: |sleep'],
  ['an item among members', '  - action'],
]

describe('broken YAML', () => {
  it.each(broken)('with %s is told once, at its line', (_name, line) => {
    expect(linesOf(runbook({ 4: line }))).toEqual([lineOf(4)])
    expect(linesOf(runbook({ 9: line }))).toEqual([lineOf(9)])
    expect(linesOf(`a: 1\nb:\n  c: 1\n${line.trimStart() === line ? line : `  ${line.trimStart()}`}`).length).toBeLessThanOrEqual(
      1,
    )
  })

  it.each(broken.flatMap(([name, line]) => broken.map(([other, second]) => [name, other, line, second] as const)))(
    'with %s and %s is told twice',
    (_name, _other, line, second) => {
      expect(linesOf(runbook({ 2: line, 7: second }))).toEqual([lineOf(2), lineOf(7)])
    },
  )

  it('that begins with an empty line is read to its end', () => {
    expect(linesOf(`\n  a: 1\nb: c: d\n- {x]y: 1}\n`)[0]).toBe(3)
  })

  it('tells a key that stands twice, too', () => {
    expect(linesOf(runbook({ 1: '  action: a: b', 5: '  action: x\n  action: y' }))).toEqual([lineOf(1), lineOf(5) + 1])
  })

  it('with any of them anywhere is told at each', () => {
    const lines = fc.constantFrom(...broken.map(([, line]) => line))
    const some = fc.dictionary(fc.integer({ min: 0, max: 9 }).map(String), lines, { minKeys: 1, maxKeys: 6 })
    fc.assert(
      fc.property(some, (given) => {
        expect(linesOf(runbook(given)), runbook(given)).toEqual(Object.keys(given).map((index) => lineOf(Number(index))))
      }),
      { numRuns: 300 },
    )
  })

  it('of 64 kB takes about twice as long as half of it, however many lines are broken', () => {
    const text = (count: number): string =>
      `a:\n${Array.from({ length: count }, (_, index) => `  k${index}: b: c\n  l${index}: "x\n`).join('')}`
    const measure = (given: string): number =>
      Math.min(
        ...Array.from({ length: 3 }, () => {
          const since = performance.now()
          expect(parseYamlText(given).problems.length).toBeLessThanOrEqual(20)
          return performance.now() - since
        }),
      )
    measure(text(300))
    expect(measure(text(2400))).toBeLessThan(24 * Math.max(2, measure(text(600))))
  })
})
