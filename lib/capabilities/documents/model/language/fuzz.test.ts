import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { completionsAt } from './editor/completion'
import { hoverAt } from './editor/hover'
import { extractGraph } from './graph/extract-graph'
import { readCorpus } from './testing/corpus'
import { validateDocument } from './validate/validate-document'

const corpus = readCorpus()
/** Everything an editor asks of a text. */
function useAll(text: string, offset: number): void {
  const { findings } = validateDocument(text)
  for (const { start, length, line } of findings) {
    expect(start).toBeGreaterThanOrEqual(0)
    expect(start + length).toBeLessThanOrEqual(text.length)
    expect(line).toBeGreaterThan(0)
  }
  extractGraph(parseDocument(text))
  completionsAt(text, offset)
  hoverAt(text, offset)
}

const snippet = fc.constantFrom(
  '{',
  '}',
  '[',
  ']',
  ':',
  ': ',
  '- ',
  '\n',
  '\n  ',
  '"',
  "'",
  '|\n',
  '>-\n',
  '&a ',
  '*a',
  '{{',
  '}}',
  '{{ a.b }}',
  '#',
  '!!str ',
  '? ',
  '---\n',
  '\t',
  ',',
  '%',
  'name',
  'null',
  '\u0000',
  '🚢',
  '\ud800',
  '<<: ',
  '"\\u12',
)

describe('any text', () => {
  it('is answered', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(snippet, fc.string({ maxLength: 8 })), { maxLength: 60 }), fc.nat(), (parts, place) => {
        const text = parts.join('')
        useAll(text, place % (text.length + 1))
      }),
      { numRuns: 600 },
    )
  })

  it('that was a document before somebody cut and pasted in it is answered', () => {
    fc.assert(
      fc.property(fc.constantFrom(...corpus), fc.nat(), fc.nat({ max: 30 }), snippet, ({ text }, place, length, added) => {
        const at = place % (text.length + 1)
        useAll(text.slice(0, at) + added + text.slice(at + length), at)
      }),
      { numRuns: 600 },
    )
  })
})

describe('hostile text of 64 kB', () => {
  const size = 64 * 1024
  const filled = (part: string): string => part.repeat(Math.floor(size / part.length))
  const anchors = Array.from(
    { length: 2000 },
    (_, index) => `a${index}: &a${index} [${index > 0 ? `*a${index - 1},*a${index - 1}` : 1}]`,
  ).join('\n')
  const steps = `schemaVersion: '0.3'\nmainSteps:\n`
  it.each([
    ['brackets', filled('[')],
    ['braces with keys', filled('{"a":')],
    ['braces of YAML', filled('{a: ')],
    ['dashes', filled('- ')],
    ['question marks', filled('? ')],
    ['documents', filled('---\n')],
    ['anchors', filled('&a ')],
    ['aliases of aliases', anchors.slice(0, size)],
    ['quotes', `"${filled('\\n')}`],
    ['blank lines', `a: |\n${filled('\n')}`],
    ['comments', filled('#\n')],
    ['tabs', filled('\t\n')],
    ['keys', filled('a: 1\n')],
    ['deep indentation', Array.from({ length: 350 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
    ['steps of one name', steps + filled('- {name: a}\n')],
    ['references', `${steps}- {name: a, action: aws:deleteImage, inputs: {ImageId: '${filled('{{ x.y }}')}'}}`],
    ['open references', `${steps}- {name: a, action: aws:deleteImage, inputs: {ImageId: '${filled('{{ x')}'}}`],
    [
      'steps that lead to each other',
      steps +
        Array.from({ length: 900 }, (_, index) => `- {name: s${index}, action: aws:pause, nextStep: s${(index * 7) % 900}}`).join(
          '\n',
        ),
    ],
    [
      'references to all steps',
      steps +
        Array.from(
          { length: 500 },
          (_, index) => `- {name: s${index}, action: aws:deleteImage, inputs: {ImageId: '{{ s${(index + 1) % 500}.X }}'}}`,
        ).join('\n'),
    ],
    [
      'next steps that do not exist',
      steps +
        Array.from({ length: 1300 }, (_, index) => `- {name: step${index}, action: aws:pause, nextStep: stop${index}}`).join(
          '\n',
        ),
    ],
    ['colons in values', filled('a: b: c\n')],
    ['quotes that stay open', filled('a: "b\n')],
    ['brackets that stay open', filled('a: [b\n')],
    ['lines without colons', filled('a\nb: c\n')],
    ['steps ever deeper', Array.from({ length: 350 }, (_, index) => `${' '.repeat(index)}- a: b: c`).join('\n')],
    ['aliases of aliases, broken', `${anchors.slice(0, size - 100)}\nb: c: d\ne: [*a9\nf: 1\n`],
    ['unknown names', `{"schemaVersion": "2.2", ${filled('"mainStep": 1, ')}`],
    ['conditions', `${steps}- {name: b, action: aws:branch, inputs: {Choices: [${filled('{Not: {}}, ')}]}}`],
  ])('%s: is answered soon', (_name, text) => {
    const since = performance.now()
    useAll(text, text.length >> 1)
    // Generous, for a busy machine: what is not linear takes minutes.
    expect(performance.now() - since).toBeLessThan(5_000)
  })

  it('takes about twice as long when it is twice as long', () => {
    const text = (count: number): string =>
      steps +
      Array.from(
        { length: count },
        (_, index) => `- name: s${index}\n  action: aws:deleteImage\n  inputs: {ImageId: '{{ s${Math.max(0, index - 1)}.X }}'}\n`,
      ).join('')
    const measure = (given: string): number => {
      const times = Array.from({ length: 5 }, () => {
        const since = performance.now()
        validateDocument(given)
        return performance.now() - since
      })
      return Math.min(...times)
    }
    measure(text(200))
    expect(measure(text(800))).toBeLessThan(20 * Math.max(1, measure(text(200))))
  })
})
