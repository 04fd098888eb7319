import Ajv2020 from 'ajv/dist/2020'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '#lib/vocabulary/document-tree/text-edit'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { type ParsedText, toValue } from '#lib/vocabulary/document-tree/tree'
import { type DocumentType, shapeOf, type DocumentShape } from '../description/document-types'
import { visitScalars } from '../references/find-references'
import { readCorpus } from '../testing/corpus'
import { checkStructure } from '../validate/structure'
import { schemaVersionOf, validateDocument } from '../validate/validate-document'
import { jsonSchemaOf, schemaNames } from './json-schema'

const ajv = new Ajv2020({ strict: false, allErrors: false, logger: false })
const validators = new Map(
  schemaNames.map((name) => [name, ajv.compile(jsonSchemaOf(name, `https://example.test/${name}`) ?? {})]),
)

function shapeOfText(parsed: ParsedText, type: DocumentType): DocumentShape | undefined {
  return shapeOf(type, schemaVersionOf(parsed.root))
}

function agreement(parsed: ParsedText, type: DocumentType): { bySchema: unknown; byValidator: unknown } | undefined {
  const shape = shapeOfText(parsed, type)
  if (!shape || !parsed.root || parsed.problems.length > 0) return undefined
  const validate = validators.get(shape.name)
  const bySchema = validate?.(toValue(parsed.root))
  return { bySchema, byValidator: checkStructure(parsed.root, shape.spec).length === 0 }
}

describe('the JSON Schemas', () => {
  const readable = readCorpus().flatMap(({ name, text, type }) => {
    const validated = validateDocument(text, { type })
    const { parsed } = validated
    return parsed?.root && parsed.problems.length === 0 ? [{ name, parsed, type: validated.type }] : []
  })

  it.each(readable.map((document) => [document.name, document] as const))(
    'agree with the validator on %s',
    (_name, { parsed, type }) => {
      const result = agreement(parsed, type)
      expect(result?.bySchema).toBe(result?.byValidator)
    },
  )

  it('agree with the validator when any one value is another', () => {
    const values = [
      '""',
      '"x"',
      '1',
      '-5',
      '101',
      'true',
      'null',
      '[]',
      '{}',
      '"{{ x }}"',
      '"x {{ y }}"',
      '[1]',
      '"10"',
      '"True"',
      '1.5',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...readable), fc.nat(), fc.constantFrom(...values), ({ parsed, type }, place, value) => {
        const places: { start: number; end: number }[] = []
        if (parsed.root) visitScalars(parsed.root, [], (node) => places.push(node))
        const chosen = places[place % Math.max(1, places.length)]
        if (!chosen) return
        const text = applyEdits(parsed.text, [{ start: chosen.start, end: chosen.end, text: value }])
        const result = agreement(parseDocument(text, parsed.format), type)
        expect(result?.bySchema, text).toBe(result?.byValidator)
      }),
      { numRuns: 3000 },
    )
  })

  it('describe every member, so that editors can say what it is', () => {
    const schema = JSON.stringify(jsonSchemaOf('automation-0.3', 'x'))
    expect(schema).toContain('Calls any operation of any API')
    expect(schemaNames).toEqual(['automation-0.3', 'command-2', 'command-1.2', 'session-1.0', 'package-2.0', 'stored'])
    expect(jsonSchemaOf('nothing', 'x')).toBeUndefined()
  })
})
