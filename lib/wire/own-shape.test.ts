import { describe, expect, it } from 'vitest'
import { boolean, document, integer, list, map, ownShape, structure, text, timestamp } from './own-shape'

const example = ownShape(
  'ExampleRequest',
  structure({
    Name: text({ required: true, max: 5, pattern: /[a-z]+/ }),
    Level: integer({ min: 1, max: 3 }),
    Kind: text({ oneOf: ['A', 'B'] }),
    Secret: text({ secret: true, max: 3 }),
    Tags: map(text({ max: 2 }), { max: 2 }),
    Items: list(structure({ Id: text({ required: true }) }), { max: 2 }),
    At: timestamp(),
    On: boolean(),
    Any: document(),
  }),
)

describe('our own shapes', () => {
  it('parse what they describe', () => {
    const input = {
      Name: 'abc',
      Level: 2,
      Kind: 'B',
      Tags: { a: 'b' },
      Items: [{ Id: 'x', More: 1 }],
      At: 1.5,
      On: false,
      Any: [{}],
    }
    expect(example.parse(input)).toEqual({ ...input, Items: [{ Id: 'x' }], At: new Date(1500) })
  })

  it.each([
    [{}, "Value null at 'name' failed to satisfy constraint: Member must not be null"],
    [
      { Name: 'abc1' },
      "Value 'abc1' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+",
    ],
    [
      { Name: 'a', Level: 4 },
      "Value '4' at 'level' failed to satisfy constraint: Member must have value less than or equal to 3",
    ],
    [{ Name: 'a', Kind: 'C' }, "Value 'C' at 'kind' failed to satisfy constraint: Member must satisfy enum value set: [A, B]"],
    [
      { Name: 'a', Secret: 'hunter2' },
      "Value '***' at 'secret' failed to satisfy constraint: Member must have length less than or equal to 3",
    ],
    [{ Name: 'a', Items: [{}] }, "Value null at 'items.1.member.id' failed to satisfy constraint: Member must not be null"],
    [
      { Name: 'a', Tags: { k: 'long' } },
      "Value '{k=long}' at 'tags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 2]",
    ],
  ])('refuse %j', (input, sentence) => {
    expect(() => example.parse(input)).toThrow(
      expect.objectContaining({ code: 'ValidationException', message: `1 validation error detected: ${sentence}` }),
    )
  })

  it('refuse a prototype key in a map', () => {
    expect(() => example.parse({ Name: 'a', Tags: JSON.parse('{"__proto__":"x"}') })).toThrow(
      expect.objectContaining({ code: 'SerializationException' }),
    )
  })
})
