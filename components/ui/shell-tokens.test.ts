import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shellTokens } from './shell-tokens'

const kinds = (script: string) =>
  shellTokens(script)
    .filter((token) => token.kind !== 'plain')
    .map((token) => `${token.kind} ${token.text}`)

test('colours what matters in a script', () => {
  const script = 'if [ -f "$HOME/x" ]; then # try\n  echo \'a # b\' $USER 42 {{ssm:/a}}\nfi'
  expect(kinds(script)).toEqual([
    'keyword if',
    'string "$HOME/x"',
    'keyword then',
    'comment # try',
    "string 'a # b'",
    'variable $USER',
    'number 42',
    'reference {{ssm:/a}}',
    'keyword fi',
  ])
})

test.each(['apt-get', 'x.do', 'a#b', 'file-in', 'v1.2.3'])('%s is plain', (word) => expect(kinds(word)).toEqual([]))
test('loses no character', () => {
  fc.assert(
    fc.property(fc.string(), (script) => {
      expect(
        shellTokens(script)
          .map((token) => token.text)
          .join(''),
      ).toBe(script)
    }),
  )
})
