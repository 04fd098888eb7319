import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { printJson } from '#lib/vocabulary/document-tree/print-json'
import { printYaml, printYamlValue } from '#lib/vocabulary/document-tree/print-yaml'
import { type TreeNode, toValue } from '#lib/vocabulary/document-tree/tree'
import { canonicalText, convertDocument } from './convert'
import { readCorpus } from './testing/corpus'

const readable = readCorpus().flatMap(({ name, text }) => {
  const parsed = parseDocument(text)
  return parsed.root && parsed.problems.length === 0 ? [{ name, parsed, root: parsed.root }] : []
})
const json = fc.jsonValue({ maxDepth: 4 }).filter((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
const keysOf = (node: TreeNode): unknown =>
  node.kind === 'map'
    ? node.entries.map(({ key, value }) => [key, keysOf(value)])
    : node.kind === 'list'
      ? node.items.map(keysOf)
      : 0

describe('documents in both formats', () => {
  it.each(readable.map((document) => [document.name, document] as const))('come back the same: %s', (_name, { root }) => {
    for (const printed of [printYaml(root), printJson(root), printJson(root, 0)]) {
      const again = parseDocument(printed)
      expect(again.problems, printed).toEqual([])
      expect(again.root && toValue(again.root)).toEqual(toValue(root))
      expect(again.root && keysOf(again.root)).toEqual(keysOf(root))
    }
  })

  it('come back the same whatever they hold, also for another reader of YAML', () => {
    fc.assert(
      fc.property(json, (value) => {
        const yaml = printYamlValue(value)
        const { root, problems } = parseDocument(yaml, 'YAML')
        expect(problems, yaml).toEqual([])
        const plain: unknown = JSON.parse(
          JSON.stringify(value, (key, inner: unknown) => (key === '__proto__' ? undefined : inner)),
        )
        expect(root && toValue(root)).toEqual(plain)
        expect(JSON.parse(JSON.stringify(parse(yaml)))).toEqual(JSON.parse(JSON.stringify(value)))
        const back = root && parseDocument(printJson(root), 'JSON').root
        expect(back && keysOf(back)).toEqual(root && keysOf(root))
      }),
      { numRuns: 500 },
    )
  })

  it('keep the order of keys that look like numbers, and versions as text', () => {
    const parsed = parseDocument('schemaVersion: 2.0\nb: 1\n"2": x\n"1": y\n')
    expect(convertDocument(parsed, 'JSON')).toBe('{\n  "schemaVersion": "2.0",\n  "b": 1,\n  "2": "x",\n  "1": "y"\n}\n')
    expect(convertDocument(parseDocument('{"b":"yes","a":["1.0","x\\ny\\n"]}'), 'YAML')).toBe(
      'b: "yes"\na:\n  - "1.0"\n  - |\n    x\n    y\n',
    )
  })

  it('keep their text where the format stays, and are not converted when broken', () => {
    const text = '# c\na: 1\n'
    expect(convertDocument(parseDocument(text), 'YAML')).toBe(text)
    expect(convertDocument(parseDocument('a: ['), 'JSON')).toBeUndefined()
  })

  it('have one canonical form', () => {
    const forms = [
      'schemaVersion: 2.2\nb: {d: 1, c: [2]}\n',
      '{"b": {"c": [2], "d": 1}, "schemaVersion": "2.2"}',
      '# x\nb:\n  c:\n  - 2\n  d: 1\nschemaVersion: "2.2"',
    ].map((text) => canonicalText(text))
    expect(new Set(forms)).toEqual(new Set(['{"b":{"c":[2],"d":1},"schemaVersion":"2.2"}']))
    expect(canonicalText('{"runtimeConfig": {"b": {"y": 1, "x": 2}, "a": 1}}')).toBe(
      '{"runtimeConfig":{"b":{"x":2,"y":1},"a":1}}',
    )
  })
})
