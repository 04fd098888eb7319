import { describe, expect, it } from 'vitest'
import { applyEdits } from '#lib/vocabulary/document-tree/text-edit'
import { readCorpus } from '../testing/corpus'
import { refusalOf } from './refusal'
import { validateDocument } from './validate-document'

const step = 'mainSteps:\n- {name: a, action: aws:pause}\n'

describe('what CreateDocument answers', () => {
  it.each([
    ['a sound one', `schemaVersion: '0.3'\n${step}`, undefined],
    [
      'one with warnings only',
      `schemaVersion: '0.3'\n${step}- {name: b, action: aws:pause, isEnd: true}\n- {name: c, action: aws:pause}\n`,
      undefined,
    ],
    [
      'one with an input that a plugin does not know, which AWS ignores',
      "schemaVersion: '2.2'\nmainSteps:\n- {action: aws:runShellScript, name: a, inputs: {runCommand: [id], maxTries: 1}}\n",
      undefined,
    ],
    ['an unknown version', `schemaVersion: '0.9'\n${step}`, 'InvalidDocumentSchemaVersion'],
    ['broken text', '{', 'InvalidDocumentContent'],
    ['one that is too large', `schemaVersion: '0.3'\ndescription: ${'x'.repeat(70_000)}\n${step}`, 'MaxDocumentSizeExceeded'],
    ['one that is far too large', 'x'.repeat(3_000_000), 'MaxDocumentSizeExceeded'],
  ])('to %s', (_name, text, code) => expect(refusalOf(validateDocument(text))?.code).toBe(code))

  it('names the line, the step and what was expected', () => {
    const { message } =
      refusalOf(
        validateDocument(
          "schemaVersion: '0.3'\nmainSteps:\n- name: stop\n  action: aws:changeInstanceState\n  inputs: {InstanceIds: [i-1], DesiredState: stoped}\n",
        ),
      ) ?? {}
    expect(message).toBe(
      "Line 5, column 46: Step `stop`: DesiredState is 'stoped'; expected running, stopped or terminated; did you mean stopped?",
    )
  })
})

describe('fixes', () => {
  const fixable = readCorpus().flatMap(({ name, text, type }) =>
    validateDocument(text, { type }).findings.flatMap((finding) =>
      finding.fixes.map((fix) => ({ name: `${name}: ${fix.title}`, text, type, finding, fix })),
    ),
  )

  it('are offered for many findings', () => expect(fixable.length).toBeGreaterThan(25))

  it.each(fixable.map((one) => [one.name, one] as const))(
    'remove what they are for: %s',
    (_name, { text, type, finding, fix }) => {
      const fixed = validateDocument(applyEdits(text, fix.edits), { type })
      expect(fixed.findings.filter(({ code, start }) => code === finding.code && start === finding.start)).toEqual([])
      expect(fixed.findings.filter(({ code }) => code === 'syntax')).toEqual([])
    },
  )
})
