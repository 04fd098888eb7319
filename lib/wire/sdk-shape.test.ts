import * as sdk from '@aws-sdk/client-ssm'
import { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isApiError } from './api-error'
import { sdkShape } from './sdk-shape'
import type { Shape } from './shape'
import { wholePattern } from './shape-node'
import { ssmLimits } from './ssm-limits.gen'

const sendCommand = sdkShape<sdk.SendCommandRequest>(sdk.SendCommandRequest$)
const putParameter = sdkShape<sdk.PutParameterRequest>(sdk.PutParameterRequest$)

function refusal(shape: Shape<unknown>, value: unknown): { code: string; message: string } {
  try {
    shape.parse(value)
  } catch (thrown) {
    if (isApiError(thrown)) return { code: thrown.code, message: thrown.message }
    throw thrown
  }
  throw new Error('was accepted')
}

const one = (sentence: string) => ({ code: 'ValidationException', message: `1 validation error detected: ${sentence}` })

describe('shapes of the SDK', () => {
  it('keeps known members, drops null and unknown ones', () => {
    const input = { DocumentName: 'AWS-RunShellScript', Comment: null, Surprise: 1, Parameters: { commands: ['id'] } }
    expect(sendCommand.parse(input)).toEqual({ DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['id'] } })
  })

  it.each<[string, Shape<unknown>, object, string]>([
    ['a required member', sendCommand, {}, "Value null at 'documentName' failed to satisfy constraint: Member must not be null"],
    [
      'a required member of a list element',
      putParameter,
      { Name: 'a', Value: 'b', Tags: [{ Key: 'k' }] },
      "Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
    ],
    [
      'text that is too long',
      sendCommand,
      { DocumentName: 'Doc', Comment: 'c'.repeat(101) },
      `Value '${'c'.repeat(101)}' at 'comment' failed to satisfy constraint: Member must have length less than or equal to 100`,
    ],
    [
      'an enum',
      putParameter,
      { Name: 'a', Value: 'b', Type: 'Text' },
      "Value 'Text' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [String, StringList, SecureString]",
    ],
    [
      'a pattern, for the whole text',
      sendCommand,
      { DocumentName: 'Doc', MaxErrors: '10%\n' },
      "Value '10%\n' at 'maxErrors' failed to satisfy constraint: Member must satisfy regular expression pattern: ^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$",
    ],
    [
      'a number range',
      sendCommand,
      { DocumentName: 'Doc', TimeoutSeconds: 29 },
      "Value '29' at 'timeoutSeconds' failed to satisfy constraint: Member must have value greater than or equal to 30",
    ],
    [
      'an element of a list, once for the list',
      sendCommand,
      { DocumentName: 'Doc', InstanceIds: ['web-1', 'web-2'] },
      "Value '[web-1, web-2]' at 'instanceIds' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy regular expression pattern: (^i-(\\w{8}|\\w{17})$)|(^mi-\\w{17}$)]",
    ],
    [
      'the length of a list',
      sendCommand,
      { DocumentName: 'Doc', Targets: Array.from({ length: 6 }, () => ({ Key: 'tag:a' })) },
      "Value '[{…}, {…}, {…}, {…}, {…}, {…}]' at 'targets' failed to satisfy constraint: Member must have length less than or equal to 5",
    ],
  ])('refuses %s in the words of AWS', (_name, shape, ...[input, sentence]) => {
    const expected = one(sentence)
    expect(refusal(shape, input)).toEqual(expected)
  })

  it('counts all problems', () => {
    expect(refusal(putParameter, {}).message).toBe(
      "2 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; Value null at 'value' failed to satisfy constraint: Member must not be null",
    )
  })

  it.each([
    ['a number for text', { DocumentName: 3 }, "NUMBER_VALUE can not be converted to a String (at 'documentName')"],
    [
      'text for a number',
      { DocumentName: 'Doc', TimeoutSeconds: '30' },
      "STRING_VALUE can not be converted to an Integer (at 'timeoutSeconds')",
    ],
    [
      'a fraction for a number',
      { DocumentName: 'Doc', TimeoutSeconds: 30.5 },
      "NUMBER_VALUE can not be converted to an Integer (at 'timeoutSeconds')",
    ],
    ['text for a list', { DocumentName: 'Doc', InstanceIds: 'i-1' }, "Expected list or null (at 'instanceIds')"],
    ['an object for text', { DocumentName: {} }, "Start of structure or map found where not expected (at 'documentName')"],
    ['a list for an object', [], 'Start of list found where not expected'],
    ['nothing', null, 'Expected structure or null'],
    ['NUL', { DocumentName: 'a\0' }, "A String must not contain NUL or half a surrogate pair (at 'documentName')"],
    ['half a pair', { DocumentName: '\ud800' }, "A String must not contain NUL or half a surrogate pair (at 'documentName')"],
  ])('answers SerializationException to %s', (_name, input, message) => {
    expect(refusal(sendCommand, input)).toEqual({ code: 'SerializationException', message })
  })

  it('never shows the value of a sensitive member', () => {
    const { message } = refusal(putParameter, { Name: '', Value: 'hunter2'.repeat(10_000) })
    expect(message).not.toContain('hunter2')
    const shown = refusal(sendCommand, { DocumentName: 'Doc', Parameters: { commands: [null], hunter2: [1] } }).message
    expect(shown).not.toContain('[1]')
  })

  it('bounds what a message shows', () => {
    expect(refusal(sendCommand, { DocumentName: 'Doc', Comment: 'c'.repeat(1_000_000) }).message.length).toBeLessThan(600)
    expect(
      refusal(sendCommand, { DocumentName: 'Doc', InstanceIds: Array(50).fill('y'.repeat(10_000)) }).message.length,
    ).toBeLessThan(700)
  })

  it('turns epoch seconds into a Date and keeps the fraction', () => {
    const shape = sdkShape<sdk.CreateActivationRequest>(sdk.CreateActivationRequest$)
    expect(shape.parse({ IamRole: 'r', ExpirationDate: 1_700_000_000.25 }).ExpirationDate).toEqual(new Date(1_700_000_000_250))
    expect(shape.parse({ IamRole: 'r', ExpirationDate: '2026-01-01T00:00:00Z' }).ExpirationDate).toEqual(
      new Date('2026-01-01T00:00:00Z'),
    )
    expect(refusal(shape, { IamRole: 'r', ExpirationDate: 1e300 }).code).toBe('SerializationException')
  })

  it('stops a recursive structure at a bounded depth', () => {
    let aggregator: object = { AggregatorType: 'Count' }
    for (let level = 0; level < 5000; level += 1) aggregator = { Aggregators: [aggregator] }
    expect(refusal(sdkShape(sdk.GetInventoryRequest$), { Aggregators: [aggregator] }).code).toBe('SerializationException')
  })
})

type Tuple = readonly unknown[]
const operations = Object.values(sdk as unknown as Record<string, unknown>).filter(
  (value): value is Tuple => Array.isArray(value) && value[0] === 9,
)

describe('the generated limits', () => {
  it('covers every structure of every input', () => {
    const missing = new Set<string>()
    const seen = new Set<string>()
    const visit = (schema: NormalizedSchema): void => {
      if (schema.isListSchema() || schema.isMapSchema()) return visit(schema.getValueSchema())
      const name = schema.getName() ?? ''
      if (!schema.isStructSchema() || seen.has(name)) return
      seen.add(name)
      const table = ssmLimits.structures[name] ?? {}
      const members = new Map(schema.structIterator())
      for (const member of Object.keys(table)) if (!members.has(member)) missing.add(`${name}.${member}`)
      for (const member of members.values()) visit(member)
    }
    for (const operation of operations) visit(NormalizedSchema.of(operation[4] as never))
    expect(operations.length).toBeGreaterThan(140)
    expect([...missing]).toEqual([])
    expect(Object.keys(ssmLimits.structures).filter((name) => !seen.has(name))).toEqual([])
  })

  it('has only patterns that compile', () => {
    for (const [name, { pattern, source, flags }] of Object.entries(ssmLimits.shapes)) {
      if (pattern !== undefined) expect(() => wholePattern(pattern, source, flags), name).not.toThrow()
    }
  })
})

describe('any JSON', () => {
  it('is either parsed or refused by name, for every operation', () => {
    const shapes = operations.map((operation) => sdkShape<unknown>(operation[4] as never))
    const names = [...new Set(Object.values(ssmLimits.structures).flatMap((members) => Object.keys(members)))]
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, '', 'All', '__proto__', -1, 1, 1e21, 1.5),
        fc.string({ unit: 'binary' }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
      ),
    })).value
    fc.assert(
      fc.property(json, fc.nat(shapes.length - 1), (value, index) => {
        try {
          shapes[index]?.parse(value)
        } catch (thrown) {
          if (!isApiError(thrown)) throw thrown
          expect(['SerializationException', 'ValidationException']).toContain(thrown.code)
          expect(thrown.message.length).toBeLessThan(20_000)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
