import { expect, test } from 'vitest'
import { parseDocument } from '#lib/vocabulary/document-tree/parse-document'
import { attachmentsNamedIn, documentsNamedIn } from './named-documents'

const text = `schemaVersion: "0.3"
mainSteps:
  - name: run
    action: aws:runCommand
    inputs: { DocumentName: AWS-RunShellScript, DocumentVersion: 2 }
  - name: byParameter
    action: aws:runCommand
    inputs: { DocumentName: '{{ Name }}' }
  - name: each
    action: aws:loop
    inputs:
      Steps:
        - name: other
          action: aws:executeAutomation
          inputs: { DocumentName: other-runbook }
  - name: script
    action: aws:executeScript
    inputs: { Attachment: tools.zip }
  - name: install
    action: aws:configurePackage
    inputs: { name: my-package, version: '{{ Version }}' }
  - name: nested
    action: aws:runDocument
    inputs: { documentType: SSMDocument, documentPath: 'arn:aws:ssm:eu-1:000000000001:document/shared:3' }
  - name: local
    action: aws:runDocument
    inputs: { documentType: LocalPath, documentPath: a-file }
  - name: get
    action: aws:downloadContent
    inputs: { sourceType: SSMDocument, sourceInfo: '{"name": "mine:$LATEST"}' }
  - name: getBroken
    action: aws:downloadContent
    inputs: { sourceType: SSMDocument, sourceInfo: '{"name": ' }
`

test('says which documents and attachments the steps name, and where', () => {
  const parsed = parseDocument(text)
  const shown = documentsNamedIn(parsed).map(({ name, version, type, start, end }) => [
    name,
    version,
    type,
    text.slice(start, end),
  ])
  expect(shown).toEqual([
    ['AWS-RunShellScript', '2', 'Command', 'AWS-RunShellScript'],
    ['arn:aws:ssm:eu-1:000000000001:document/shared', '3', 'Command', "'arn:aws:ssm:eu-1:000000000001:document/shared:3'"],
    ['mine', '$LATEST', undefined, `'{"name": "mine:$LATEST"}'`],
    ['other-runbook', undefined, 'Automation', 'other-runbook'],
  ])
  expect(attachmentsNamedIn(parsed)).toMatchObject([{ name: 'tools.zip', path: ['mainSteps', 3, 'inputs', 'Attachment'] }])
})
