/** Documents as people write and keep them elsewhere, by the clients that they have, run by a real agent. */
import { execFile, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerAgent } from '#agent/registration/register-agent'
import { AgentProcess, bundleAgent } from '#agent/testing/agent-process'
import { untilEnded } from './fleet/testing/until-ended'
import { awsEnvironment } from './testing/aws-environment'
import { startTestServer, type TestServer } from './testing/test-server'

const run = promisify(execFile)
const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
const hasAws = works('aws', '--version')
const hasBoto3 = works('python3', '-c', 'import boto3')
// In CI .ci/run installs both: their absence is a fault there.
const isCi = Boolean(process.env['CI'])

let server: TestServer
let agent: AgentProcess
let nodeId: string
let folder: string
let environment: NodeJS.ProcessEnv

beforeAll(async () => {
  server = await startTestServer()
  folder = path.join(path.dirname(server.authorityFile), '..', 'work')
  mkdirSync(folder)
  const { body } = await server.aws('AmazonSSM.CreateActivation', { IamRole: 'real', RegistrationLimit: 1 })
  const state = path.join(folder, 'agent')
  const registered = await registerAgent({
    url: server.secureUrl,
    ca: readFileSync(server.authorityFile, 'utf8'),
    name: 'real',
    activationId: String(body['ActivationId']),
    activationCode: String(body['ActivationCode']),
    stateDirectory: state,
  })
  nodeId = registered.nodeId
  agent = new AgentProcess(await bundleAgent(folder), state)
  environment = awsEnvironment(server, folder)
}, 120_000)

afterAll(async () => {
  await agent?.end()
  await server?.close()
})

async function aws(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await run('aws', ['ssm', ...args, '--output', 'json'], { env: environment, timeout: 60_000 })
  return stdout.trim() === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>)
}

async function awsError(...args: string[]): Promise<string> {
  return aws(...args).then(
    (answer) => `no error: ${JSON.stringify(answer)}`,
    (failure: { stderr?: string }) => String(failure.stderr),
  )
}

/** Two steps with parameters, a precondition and quoting, as people keep such files in a repository. */
const rotateYaml = `---
schemaVersion: "2.2"
description: |
  Writes a line for each service and reads it back.
parameters:
  services:
    type: StringList
    description: (Required) Names of services.
    minItems: 1
  directory:
    type: String
    default: DIRECTORY
mainSteps:
# The first step leaves what the second one reads.
- action: aws:runShellScript
  name: writeLines
  precondition:
    StringEquals:
    - platformType
    - Linux
  inputs:
    timeoutSeconds: "60"
    runCommand:
    - |
      #!/bin/sh
      for service in $(echo '{{ services }}' | tr -d '[]"' | tr ',' ' '); do
        echo "rotated $service" >> {{ directory }}/lines
      done
- action: aws:runPowerShellScript
  name: onWindowsOnly
  precondition:
    StringEquals: [platformType, Windows]
  inputs:
    runCommand: [Write-Output never]
- action: aws:runShellScript
  name: readLines
  inputs:
    runCommand:
    - cat {{ directory }}/lines
`

const oldJson = JSON.stringify({
  schemaVersion: '1.2',
  description: 'The older schema.',
  parameters: { message: { type: 'String', default: 'from 1.2', maxChars: 20 } },
  runtimeConfig: {
    'aws:runShellScript': { properties: [{ id: '0.aws:runShellScript', runCommand: ['echo "{{ message }}"', 'echo ""'] }] },
  },
})

function file(name: string, content: string): string {
  writeFileSync(path.join(folder, name), content)
  return `file://${path.join(folder, name)}`
}

async function outputOf(commandId: string, plugin: string): Promise<unknown> {
  const asked = { CommandId: commandId, InstanceId: nodeId, PluginName: plugin }
  return (await server.aws('AmazonSSM.GetCommandInvocation', asked)).body['StandardOutputContent']
}

describe.skipIf(!hasAws && !isCi)(`the aws CLI${hasAws ? '' : ' (aws is not installed here)'}`, () => {
  it('creates a YAML document from a file, and a real agent runs its steps', async () => {
    const content = file('rotate.yaml', rotateYaml.replace('DIRECTORY', folder))
    const made = await aws(
      'create-document',
      '--name',
      'Rotate',
      '--content',
      content,
      '--document-format',
      'YAML',
      '--document-type',
      'Command',
      '--tags',
      'Key=team,Value=ops',
    )
    expect(made['DocumentDescription']).toMatchObject({
      Name: 'Rotate',
      Status: 'Active',
      PlatformTypes: ['Linux', 'MacOS', 'Windows'],
      Parameters: [
        { Name: 'services', Type: 'StringList' },
        { Name: 'directory', DefaultValue: folder },
      ],
      Tags: [{ Key: 'team', Value: 'ops' }],
    })
    const sent = await aws(
      'send-command',
      '--document-name',
      'Rotate',
      '--instance-ids',
      nodeId,
      '--parameters',
      'services=web,db',
    )
    const { CommandId: id } = sent['Command'] as { CommandId: string }
    expect(await untilEnded(server, id)).toMatchObject({ Status: 'Success', DocumentVersion: '1' })
    expect(await outputOf(id, 'readLines')).toBe('rotated web\nrotated db\n')
  }, 120_000)

  it('updates it from JSON, moves the default, reads both formats, and deletes a version', async () => {
    const content = file('old.json', oldJson)
    const wrong = await awsError('update-document', '--name', 'Rotate', '--content', content, '--document-version', '7')
    expect(wrong).toContain('(InvalidDocumentVersion) when calling the UpdateDocument operation')
    const update = [
      'update-document',
      '--name',
      'Rotate',
      '--content',
      content,
      '--document-version',
      '$LATEST',
      '--version-name',
      'old.style',
    ]
    expect((await aws(...update))['DocumentDescription']).toMatchObject({
      DocumentVersion: '2',
      DefaultVersion: '1',
      SchemaVersion: '1.2',
    })
    expect(await awsError(...update)).toContain('(DuplicateDocumentContent) when calling the UpdateDocument operation')
    const moved = await aws('update-document-default-version', '--name', 'Rotate', '--document-version', '2')
    expect(moved['Description']).toEqual({ Name: 'Rotate', DefaultVersion: '2', DefaultVersionName: 'old.style' })
    const yaml = await aws('get-document', '--name', 'Rotate', '--document-version', '1', '--document-format', 'YAML')
    expect(yaml['Content']).toBe(rotateYaml.replace('DIRECTORY', folder))
    const json = await aws('get-document', '--name', 'Rotate', '--version-name', 'old.style')
    expect(json).toMatchObject({ Content: oldJson, DocumentFormat: 'JSON' })
    const { DocumentVersions } = await aws('list-document-versions', '--name', 'Rotate')
    expect(DocumentVersions).toMatchObject([{ DocumentVersion: '2', IsDefaultVersion: true }, { DocumentVersion: '1' }])
    const { Document } = (await aws('describe-document', '--name', 'Rotate')) as { Document: { Hash: string } }
    const sent = await aws(
      'send-command',
      '--document-name',
      'Rotate',
      '--instance-ids',
      nodeId,
      '--document-hash',
      Document.Hash,
      '--document-hash-type',
      'Sha256',
    )
    const { CommandId: id } = sent['Command'] as { CommandId: string }
    expect(await untilEnded(server, id)).toMatchObject({ Status: 'Success', DocumentVersion: '2' })
    expect(await outputOf(id, 'aws:runShellScript')).toBe('from 1.2\n\n')
    await aws('delete-document', '--name', 'Rotate', '--document-version', '1')
    expect(await awsError('get-document', '--name', 'Rotate', '--document-version', '1')).toContain('(InvalidDocumentVersion)')
  }, 180_000)

  it('lists by filter, shares, and deletes what is no longer shared', async () => {
    const listed = await aws('list-documents', '--filters', 'Key=Owner,Values=Self', 'Key=tag:team,Values=ops')
    expect(listed['DocumentIdentifiers']).toMatchObject([{ Name: 'Rotate', DocumentVersion: '2' }])
    const permission = ['modify-document-permission', '--name', 'Rotate', '--permission-type', 'Share']
    await aws(...permission, '--account-ids-to-add', '111122223333', '--shared-document-version', '$LATEST')
    expect(await aws('describe-document-permission', '--name', 'Rotate', '--permission-type', 'Share')).toMatchObject({
      AccountSharingInfoList: [{ AccountId: '111122223333', SharedDocumentVersion: '$LATEST' }],
    })
    expect(await awsError('delete-document', '--name', 'Rotate')).toContain(
      '(InvalidDocumentOperation) when calling the DeleteDocument operation',
    )
    await aws(...permission, '--account-ids-to-remove', '111122223333')
    await aws('delete-document', '--name', 'Rotate')
    expect(await awsError('get-document', '--name', 'Rotate')).toContain('(InvalidDocument)')
  }, 120_000)

  it.each([
    [['create-document', '--name', 'AWS-Mine', '--content', oldJson], 'ValidationException', 'CreateDocument'],
    [
      ['create-document', '--name', 'Mine', '--content', '{"schemaVersion":"2.2","mainSteps":[{}]}'],
      'InvalidDocumentContent',
      'CreateDocument',
    ],
    [
      ['create-document', '--name', 'Mine', '--content', '{"schemaVersion":"3.0"}'],
      'InvalidDocumentSchemaVersion',
      'CreateDocument',
    ],
    [['create-document', '--name', 'Mine', '--content', 'x'.repeat(70_000)], 'MaxDocumentSizeExceeded', 'CreateDocument'],
    [['update-document', '--name', 'AWS-RunShellScript', '--content', oldJson], 'InvalidDocumentOperation', 'UpdateDocument'],
    [['delete-document', '--name', 'AWS-RunShellScript'], 'InvalidDocumentOperation', 'DeleteDocument'],
    [['delete-document', '--name', 'Nowhere'], 'InvalidDocument', 'DeleteDocument'],
    [['describe-document', '--name', 'Nowhere'], 'InvalidDocument', 'DescribeDocument'],
    [['list-documents', '--filters', 'Key=Colour,Values=red'], 'InvalidFilterKey', 'ListDocuments'],
    [
      ['list-document-versions', '--name', 'AWS-RunShellScript', '--starting-token', 'eyJOZXh0VG9rZW4iOiAieCJ9'],
      'InvalidNextToken',
      'ListDocumentVersions',
    ],
  ])(
    'is refused %j with %s',
    async (args, code, operation) => {
      expect(await awsError(...args)).toContain(`(${code}) when calling the ${operation} operation`)
    },
    60_000,
  )
})

const botoScript = `
import json, sys, time, boto3
ssm = boto3.client('ssm')
node, url, content = sys.argv[1:4]
made = ssm.create_document(Name='Boto', Content=content, DocumentFormat='YAML', VersionName='1.0',
    Attachments=[{'Key': 'S3FileUrl', 'Values': [url], 'Name': 'payload.txt'}])['DocumentDescription']
for _ in range(100):
    described = ssm.describe_document(Name='Boto')['Document']
    if described['Status'] != 'Creating': break
    time.sleep(0.2)
got = ssm.get_document(Name='Boto', DocumentFormat='YAML')
errors = []
def expect(call, **given):
    try:
        call(**given)
        errors.append('none')
    except ssm.exceptions.ClientError as e:
        errors.append(type(e).__name__)
expect(ssm.create_document, Name='Boto', Content=content, DocumentFormat='YAML')
expect(ssm.update_document, Name='Boto', Content=content, DocumentFormat='YAML')
expect(ssm.update_document, Name='Boto', Content=content + '# more\\n', DocumentFormat='YAML', VersionName='1.0')
expect(ssm.update_document_default_version, Name='Boto', DocumentVersion='5')
expect(ssm.delete_document, Name='Boto', DocumentVersion='1')
sent = ssm.send_command(DocumentName='Boto', InstanceIds=[node])['Command']
ssm.get_waiter('command_executed').wait(CommandId=sent['CommandId'], InstanceId=node, PluginName='speak', WaiterConfig={'Delay': 1, 'MaxAttempts': 60})
out = ssm.get_command_invocation(CommandId=sent['CommandId'], InstanceId=node, PluginName='speak')
names = [d['Name'] for p in ssm.get_paginator('list_documents').paginate(PaginationConfig={'PageSize': 2}) for d in p['DocumentIdentifiers']]
ssm.delete_document(Name='Boto')
print(json.dumps({'status': described['Status'], 'same': got['Content'] == content, 'attachment': got['AttachmentsContent'][0],
  'errors': errors, 'output': out['StandardOutputContent'], 'names': names, 'created': made['CreatedDate'].isoformat()}))
`

const sayYaml = `schemaVersion: '2.2'
mainSteps:
  - {action: 'aws:runShellScript', name: speak, inputs: {runCommand: [echo said]}}
  - {action: 'aws:runShellScript', name: again, inputs: {runCommand: [echo again]}}
`

describe.skipIf(!hasBoto3 && !isCi)(`boto3${hasBoto3 ? '' : ' (python3 has no boto3 here)'}`, () => {
  it('creates with an attachment, runs, pages, deletes and raises its own exceptions', async () => {
    const files = createServer((_request, response) => void response.end('the payload'))
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
    const SettingId = '/quarterdeck/documents/attachment-origins'
    await server.aws('AmazonSSM.UpdateServiceSetting', { SettingId, SettingValue: origin })
    const args = ['-c', botoScript, nodeId, `${origin}/payload`, sayYaml]
    const { stdout } = await run('python3', args, { env: environment, timeout: 120_000 })
    files.close()
    const answer = JSON.parse(stdout) as { attachment: { Url: string }; names: string[] }
    expect(answer).toMatchObject({
      status: 'Active',
      same: true,
      attachment: { Name: 'payload.txt', Size: 11, HashType: 'Sha256' },
      errors: [
        'DocumentAlreadyExists',
        'DuplicateDocumentContent',
        'DuplicateDocumentVersionName',
        'InvalidDocumentVersion',
        'InvalidDocumentOperation',
      ],
      output: 'said\n',
    })
    expect(answer.names).toEqual(answer.names.toSorted())
    expect(answer.names).toEqual(expect.arrayContaining(['AWS-RunShellScript', 'Boto', 'Quarterdeck-Diagnostics']))
    const gone = await read(answer.attachment.Url)
    expect(gone).toMatchObject({ status: 404 })
  }, 180_000)
})

/** Over TLS, as agents do. */
async function read(link: string): Promise<{ status: number | undefined; body: string }> {
  const url = new URL(link)
  const place = { ca: readFileSync(server.authorityFile), host: 'localhost', port: new URL(server.secureUrl).port }
  return new Promise((resolve, reject) => {
    get({ ...place, path: url.pathname + url.search }, (answer) => {
      text(answer).then((body) => resolve({ status: answer.statusCode, body }), reject)
    }).on('error', reject)
  })
}

describe('the addresses of documents', () => {
  it('serve attachments by signed link alone', async () => {
    const files = createServer((_request, response) => void response.end('bytes'))
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
    const SettingId = '/quarterdeck/documents/attachment-origins'
    await server.aws('AmazonSSM.UpdateServiceSetting', { SettingId, SettingValue: origin })
    const Attachments = [{ Key: 'S3FileUrl', Values: [`${origin}/file.bin`] }]
    await server.aws('AmazonSSM.CreateDocument', { Name: 'Linked', Content: oldJson, Attachments })
    const attached = async () =>
      (await server.aws('AmazonSSM.GetDocument', { Name: 'Linked' })).body['AttachmentsContent'] as { Url: string }[]
    await expect.poll(attached, { timeout: 30_000 }).toHaveLength(1)
    files.close()
    const Url = (await attached())[0]?.Url ?? ''
    expect(await read(Url)).toEqual({ status: 200, body: 'bytes' })
    expect(await read(Url.replace(/signature=./, 'signature=_'))).toMatchObject({ status: 403 })
    expect((await fetch(`${server.url}/files/documents/x`, { method: 'POST' })).status).toBe(405)
  }, 60_000)

  it('publish the language as JSON Schemas to everybody', async () => {
    const list = await fetch(`${server.url}/schemas/documents/`)
    const { schemas } = (await list.json()) as { schemas: { name: string; url: string }[] }
    expect(schemas.map(({ name }) => name)).toContain('automation-0.3')
    for (const { url } of schemas) {
      const answer = await fetch(`${server.url}${new URL(url).pathname}`)
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(await answer.json()).toMatchObject({ $id: url, $schema: expect.stringContaining('json-schema.org') as string })
    }
    expect((await fetch(`${server.url}/schemas/documents/nothing.json`)).status).toBe(404)
  })
})
