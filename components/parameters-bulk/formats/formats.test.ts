import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dotenvValue } from './dotenv'
import { guessFormat, parameterTypes } from './entry'
import { readFile } from './read-file'
import { sameInDotenv, writeFile } from './write-file'

const pairs = (text: string, format: Parameters<typeof readFile>[1]) =>
  Object.fromEntries(readFile(text, format).entries.map(({ name, value }) => [name, value]))

describe('JSON and YAML', () => {
  test.each([
    ['json', '{"db":{"host":"h","port":5432,"tls":true},"db/user":"u"}'],
    ['yaml', 'db:\n  host: h\n  port: 5432\n  tls: true\n/db/user/: u\n'],
  ] as const)('%s is read nested and flat', (format, text) =>
    expect(pairs(text, format)).toEqual({ 'db/host': 'h', 'db/port': '5432', 'db/tls': 'true', 'db/user': 'u' }),
  )

  test('numbers stay as they are written', () =>
    expect(pairs('a: 1.10\nb: 007\nc: 1e3\nd: 12345678901234567890\n', 'yaml')).toEqual({
      a: '1.10',
      b: '007',
      c: '1e3',
      d: '12345678901234567890',
    }))

  test('lists, types and descriptions', () =>
    expect(readFile('{"l":["a",2],"s":{"Value":"x","Type":"SecureString","Description":"d"}}', 'json').entries).toEqual([
      { name: 'l', value: 'a,2', type: 'StringList', line: 1 },
      { name: 's', value: 'x', type: 'SecureString', description: 'd', line: 1 },
    ]))

  test.each([
    ['json', '{"a": }', 1],
    ['json', '{\n "a": 1,\n "b": {"Value": "x", "Type": "Strange"}\n}', 3],
    ['json', '[1]', 1],
    ['yaml', 'a: 1\nb: null\n', 2],
    ['yaml', 'a: 1\na: 2\n', 2],
    ['yaml', 'a: [x, [y]]\n', 1],
    ['yaml', 'a: ["x,y"]\n', 1],
    ['yaml', 'a: []\n', 1],
    ['yaml', 'x: &y 1\nb: *y\n', 2],
    ['yaml', 'a: "', 1],
    ['yaml', 'just text', 1],
  ] as const)('a fault in %s %j is told with its line', (format, text, line) =>
    expect(readFile(text, format).problems[0]).toMatchObject({ line, text: expect.stringMatching(/.{5}/) as string }),
  )

  test('a fault in JSON does not repeat the text around it', () =>
    expect(JSON.stringify(readFile('{"password": hunter2}', 'json'))).not.toContain('hunter2'))
})

describe('.env', () => {
  test('quotes, comments, exports and lines', () =>
    expect(
      pairs(`# c\nA=1\nexport B = two words # c\nC='raw $x \\n'\nD="a\\n\\"b\\""\nE=\nF="x\ny"\nG=a#b\nH= # c\nI='\n'\n`, 'env'),
    ).toEqual({ A: '1', B: 'two words', C: 'raw $x \\n', D: 'a\n"b"', E: '', F: 'x\ny', G: 'a#b', H: '', I: '\n' }))

  test('lines count on after a value of several lines', () =>
    expect(readFile('A="x\ny"\nB=1\nnothing\n', 'env')).toMatchObject({
      entries: [{ line: 1 }, { line: 3 }],
      problems: [{ line: 4 }],
    }))

  test('a quote that does not end is told', () => expect(readFile('A="x\nB=1', 'env').problems).toMatchObject([{ line: 1 }]))

  test('names that would be one variable are found', () =>
    expect(sameInDotenv(['db/host', 'db_host', 'x'])).toEqual(['db/host', 'db_host']))

  test('every value comes back', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        fc.pre(!value.includes('\u0000'))
        expect(pairs(`A=${dotenvValue(value)}\n`, 'env')).toEqual({ A: value })
      }),
    ))
})

describe('CSV', () => {
  test('columns in any order, quotes, line ends and separators', () => {
    expect(pairs('value;Name\r\n"a;""b""\nc";x\r\n', 'csv')).toEqual({ x: 'a;"b"\nc' })
    expect(readFile('name,value,type\na,b,StringList\n\nc,d,Odd\n', 'csv')).toMatchObject({
      entries: [{ name: 'a', type: 'StringList', line: 2 }],
      problems: [{ line: 4 }],
    })
  })

  test.each(['a,b\nc,d', 'name,value\n"x'])('%j is refused', (text) => expect(readFile(text, 'csv').problems).toHaveLength(1))

  test('a spreadsheet runs no cell', () => expect(writeFile([{ name: 'a', value: '=1+1' }], 'csv')).toContain("'=1+1"))
})

const words = fc.stringMatching(/^[a-zA-Z0-9_.-]{1,8}$/)
const entry = fc.record({
  name: fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
  value: fc.oneof(
    fc.string({ minLength: 1 }),
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom('1.0', 'true', 'null', '~', "'=x", '-5', '\n'),
  ),
  type: fc.constantFrom(...parameterTypes),
  description: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
})
const storable = (text: string | undefined) => text === undefined || /^[^\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]*$/u.test(text)

describe('what is written is read back', () => {
  test.each(['json', 'yaml', 'csv'] as const)('as %s', (format) =>
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 6 }), (entries) => {
        fc.pre(entries.every(({ value, description, name }) => storable(value) && storable(description) && name !== '__proto__'))
        const { entries: read, problems } = readFile(writeFile(entries, format), format)
        expect(problems).toEqual([])
        const plain = read.map(({ name, value, type = 'String', description }) => ({ name, value, type, description }))
        expect(new Map(plain.map((one) => [one.name, one]))).toEqual(new Map(entries.map((one) => [one.name, one])))
      }),
    ),
  )

  test('and no text breaks a reader', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom('json', 'yaml', 'env', 'csv'), (text, format) => {
        const { entries, problems } = readFile(text, format)
        expect(entries.length + problems.length).toBeGreaterThanOrEqual(0)
      }),
    ))
})

test.each([
  ['', 'prod.env', 'env'],
  ['', '.env.local', 'env'],
  ['', 'x.yml', 'yaml'],
  ['', 'x.CSV', 'csv'],
  ['{"a":1}', '', 'json'],
  ['# c\nA=1', '', 'env'],
  ['name,value\na,b', '', 'csv'],
  ['a: 1, 2', '', 'yaml'],
  ['a:\n  b: 1', '', 'yaml'],
])('the format of %j in %j is %s', (text, file, format) => expect(guessFormat(text, file)).toBe(format))
