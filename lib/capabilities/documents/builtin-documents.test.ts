import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type TestContext, testContext, testNode } from '#lib/api/testing/test-context'
import { diagnosticsScript } from './builtin/diagnostics-script'
import { requireCommandDocument } from './command-document'
import { describeDocument } from './operations/describe-document'
import { getDocument } from './operations/get-document'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const Name = 'AWS-RunShellScript'

describe('GetDocument', () => {
  it('answers the same content as JSON and as YAML, to users and to nodes', async () => {
    const json = await test.call(getDocument, { Name })
    const yaml = await test.call(getDocument, { Name, DocumentFormat: 'YAML' }, testNode('mi-0123456789abcdef0'))
    expect(json).toMatchObject({ Name, DocumentVersion: '1', DocumentFormat: 'JSON', Status: 'Active', DocumentType: 'Command' })
    expect(parse(yaml.Content ?? '')).toEqual(JSON.parse(json.Content ?? ''))
  })

  it.each(['$LATEST', '$DEFAULT', '1'])('knows version %s', async (DocumentVersion) => {
    expect(await test.call(getDocument, { Name, DocumentVersion })).toMatchObject({ DocumentVersion: '1' })
  })

  it.each([
    [{ Name: 'Nothing' }, 'InvalidDocument'],
    [{ Name, DocumentVersion: '2' }, 'InvalidDocumentVersion'],
    [{ Name, VersionName: 'first' }, 'InvalidDocumentVersion'],
    [{ Name: `arn:aws:ssm:local-1:999999999999:document/${Name}` }, 'InvalidDocument'],
  ])('refuses %j with %s', async (input, code) => {
    await expect(test.call(getDocument, input)).rejects.toMatchObject({ code })
  })

  it('takes the ARN of a public document', async () => {
    expect(await test.call(getDocument, { Name: `arn:aws:ssm:local-1::document/${Name}` })).toMatchObject({ Name })
  })
})

describe('DescribeDocument', () => {
  it('names parameters, platforms and a hash that SendCommand takes', async () => {
    const { Document } = await test.call(describeDocument, { Name })
    expect(Document).toMatchObject({
      PlatformTypes: ['Linux', 'MacOS'],
      SchemaVersion: '1.2',
      HashType: 'Sha256',
      DefaultVersion: '1',
    })
    expect(Document?.Parameters?.map((one) => [one.Name, one.Type, one.DefaultValue])).toEqual([
      ['commands', 'StringList', undefined],
      ['workingDirectory', 'String', ''],
      ['executionTimeout', 'String', '3600'],
    ])
    const found = await requireCommandDocument(test.ctx, { nameOrArn: Name, hash: Document?.Hash, hashType: 'Sha256' })
    expect(found.name).toBe(Name)
  })
})

describe('Quarterdeck-Diagnostics', () => {
  it('runs in plain sh, and finds a control plane that does not answer', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'qd-diagnostics-'))
    const file = path.join(folder, 'script.sh')
    await writeFile(file, diagnosticsScript.join('\n').replace('{{ controlPlaneUrl }}', 'https://localhost:1'))
    const ran: { stdout: string } = await promisify(execFile)('sh', [file], {
      env: { ...process.env, AWS_SSM_INSTANCE_ID: 'mi-1' },
    }).catch((failed: { stdout: string }) => failed)
    await rm(folder, { recursive: true })
    expect(ran.stdout).toContain('== Memory ==')
    expect(ran.stdout).toMatch(/Node id +mi-1/)
    expect(ran.stdout).toContain('== Summary ==')
  })
})
