import { describe, expect, it } from 'vitest'
import { readCorpus } from './testing/corpus'
import { validateDocument } from './validate/validate-document'

const corpus = readCorpus()

describe('documents of the corpus', () => {
  it('are many, valid and broken, each broken one with its findings and their lines', () => {
    const broken = corpus.filter(({ expected }) => expected.length > 0)
    expect(corpus.length).toBeGreaterThanOrEqual(220)
    expect(broken.length).toBeGreaterThanOrEqual(140)
    expect(corpus.length - broken.length).toBeGreaterThanOrEqual(50)
    for (const { expected } of broken) for (const finding of expected) expect(finding).toMatch(/^[a-zA-Z]+@[1-9]\d*$/)
  })

  it.each(corpus.map((document) => [document.name, document] as const))('%s', (_name, { text, type, expected }) => {
    const { findings } = validateDocument(text, { type })
    const told = findings.filter(({ severity }) => severity !== 'hint')
    expect(
      told.map(({ code, line }) => `${code}@${line}`),
      JSON.stringify(told, null, 1),
    ).toEqual(expected)
  })

  it('with findings name places inside the text, and fixes that remove them', () => {
    for (const { text, type } of corpus) {
      for (const finding of validateDocument(text, { type }).findings) {
        expect(finding.start + finding.length).toBeLessThanOrEqual(text.length)
        expect(finding.message).toMatch(/^.*[.?]$/s)
      }
    }
  })
})
