import { expect, test } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { scriptsIn } from './scripts-in'

const text = `schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: a
    inputs:
      runCommand:
        - echo "$HOME"
        - 'ls -l'
  - action: aws:runPowerShellScript
    name: b
    inputs:
      runCommand: [Get-Service]
`

test('finds each script with its language, without the quotes around it', () => {
  const found = scriptsIn(parseDocument(text)).map(({ start, end, language }) => [language, text.slice(start, end)])
  expect(found).toEqual([
    ['shell', 'echo "$HOME"'],
    ['shell', 'ls -l'],
    ['powershell', 'Get-Service'],
  ])
})
