import { expect, test } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { checkBrackets } from './brackets'
import { scriptFindings } from './script-findings'

test.each([
  ['shell', 'echo "$(hostname)" ${#x} $# # a ( comment\nif [[ -n "$a" ]]; then echo \\( ; fi'],
  ['shell', 'case $1 in\n a) echo one;;\nesac'],
  ['shell', 'cat <<EOF\n it is (text\nEOF'],
  ['shell', "echo 'it''s' {{ name }} \"a\nb\""],
  ['powershell', 'Get-Item "a`"b" <# ( #> | % { $_.Name } # )'],
  ['powershell', '$x = @"\nit\'s (text\n"@\nWrite-Host $x'],
  ['python', '"""it\'s (text"""\ndef f(a):\n  return {"a": [a]}  # )'],
] as const)('finds nothing wrong in sound %s: %s', (language, script) => {
  expect(checkBrackets(script, language)).toEqual([])
})

test.each([
  ['shell', 'echo one\necho "$(hostname', 1, 'This " is never closed.'],
  ['shell', 'echo ok\nif (true; then', 1, 'This ( is never closed.'],
  ['powershell', 'Get-Item | % { $_.Name )', 0, 'This ) closes nothing; { of line 1 of the script is open.'],
  ['python', "x = 'one\ny = 2", 0, "This ' is never closed."],
  ['python', 'def f(a:\n  pass\n]', 2, 'This ] closes nothing; ( of line 1 of the script is open.'],
] as const)('says what is wrong in %s: %s', (language, script, line, message) => {
  expect(checkBrackets(script, language)).toEqual([{ line, message }])
})

test('names the line of the document, in lists and in blocks', () => {
  const list = `schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: a
    inputs:
      runCommand:
        - echo ok
        - echo "open
`.replace('"open', '$(open')
  expect(scriptFindings(parseDocument(list)).map(({ line, message }) => [line, message])).toEqual([
    [8, 'Shell: This ( is never closed.'],
  ])
  const block = `schemaVersion: "0.3"
mainSteps:
  - name: a
    action: aws:executeScript
    inputs:
      Runtime: python3.11
      Handler: f
      Script: |
        def f(a):
          return [a
`
  expect(scriptFindings(parseDocument(block)).map(({ line }) => line)).toEqual([10])
})
