/** Parameter Store and KMS by the clients that people have: the aws CLI, boto3 and the SDK for JavaScript. */
import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms'
import { GetParameterCommand, paginateGetParametersByPath, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awsEnvironment } from './testing/aws-environment'
import { startTestServer, type TestServer } from './testing/test-server'

const run = promisify(execFile)
const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
const isCi = Boolean(process.env['CI'])
const hasAws = works('aws', '--version')
const hasBoto3 = works('python3', '-c', 'import boto3')

let server: TestServer
let environment: NodeJS.ProcessEnv

beforeAll(async () => {
  server = await startTestServer()
  environment = awsEnvironment(server, path.dirname(server.authorityFile))
})
afterAll(() => server?.close())

async function aws(...args: string[]): Promise<Record<string, unknown>> {
  const { stdout } = await run('aws', [...args, '--output', 'json'], { env: environment, timeout: 60_000 })
  return stdout.trim() === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>)
}

/** Version 1 of the CLI takes bytes as they are, version 2 as base64: a file is the same to both. */
function bytes(content: Buffer): string {
  const file = path.join(path.dirname(server.authorityFile), `${crypto.randomUUID()}.bin`)
  writeFileSync(file, content)
  return `fileb://${file}`
}
const fromBase64 = (text: unknown) => bytes(Buffer.from(String(text), 'base64'))

describe.runIf(hasAws || isCi)('the aws CLI', () => {
  it('keeps a secret, reads it back, and opens its ciphertext with aws kms', async () => {
    const name = ['--name', '/Dev/DB/Password']
    await aws('ssm', 'put-parameter', ...name, '--type', 'SecureString', '--value', 'hunter2')
    const plain = await aws('ssm', 'get-parameter', ...name, '--with-decryption')
    expect(plain['Parameter']).toMatchObject({ Name: '/Dev/DB/Password', Value: 'hunter2', Version: 1 })
    const { stdout } = await run(
      'aws',
      ['ssm', 'get-parameter', ...name, '--query', 'Parameter.[Value,ARN]', '--output', 'text'],
      {
        env: environment,
      },
    )
    const [blob = '', arn = ''] = stdout.trim().split('\t')
    const opened = await aws(
      'kms',
      'decrypt',
      '--ciphertext-blob',
      fromBase64(blob),
      '--encryption-context',
      `PARAMETER_ARN=${arn}`,
    )
    expect(Buffer.from(String(opened['Plaintext']), 'base64').toString()).toBe('hunter2')
  })

  it('makes keys and aliases, and seals with them', async () => {
    const made = await aws('kms', 'create-key', '--description', 'mine', '--tags', 'TagKey=team,TagValue=ops')
    const { KeyId } = made['KeyMetadata'] as { KeyId: string }
    await aws('kms', 'create-alias', '--alias-name', 'alias/mine', '--target-key-id', KeyId)
    const sealed = await aws('kms', 'encrypt', '--key-id', 'alias/mine', '--plaintext', bytes(Buffer.from('x')))
    expect(await aws('kms', 'decrypt', '--ciphertext-blob', fromBase64(sealed['CiphertextBlob']))).toMatchObject({
      Plaintext: 'eA==',
    })
    const listed = await aws('kms', 'list-aliases')
    expect(JSON.stringify(listed)).toContain('alias/aws/ssm')
    const failed = aws('kms', 'describe-key', '--key-id', 'alias/none')
    await expect(failed).rejects.toMatchObject({ stderr: expect.stringContaining('(NotFoundException)') })
  }, 60_000)
})

const boto3Flow = `
import boto3
ssm, kms = boto3.client('ssm'), boto3.client('kms')
for index in range(25):
    ssm.put_parameter(Name=f'/boto/p{index:02}', Value=str(index), Type='String')
pages = ssm.get_paginator('get_parameters_by_path').paginate(Path='/boto')
assert sorted(int(p['Value']) for page in pages for p in page['Parameters']) == list(range(25))
found = ssm.get_paginator('describe_parameters').paginate(ParameterFilters=[{'Key': 'Name', 'Option': 'BeginsWith', 'Values': ['/boto/p0']}])
assert sum(len(page['Parameters']) for page in found) == 10
try:
    ssm.get_parameter(Name='/boto/none')
    raise SystemExit('no error')
except ssm.exceptions.ParameterNotFound:
    pass
try:
    ssm.put_parameter(Name='/boto/p00', Value='x', Type='String')
    raise SystemExit('no error')
except ssm.exceptions.ParameterAlreadyExists:
    pass
key = kms.create_key()['KeyMetadata']['KeyId']
data = kms.generate_data_key(KeyId=key, KeySpec='AES_256', EncryptionContext={'a': 'b'})
assert kms.decrypt(CiphertextBlob=data['CiphertextBlob'], EncryptionContext={'a': 'b'})['Plaintext'] == data['Plaintext']
try:
    kms.decrypt(CiphertextBlob=data['CiphertextBlob'])
    raise SystemExit('no error')
except kms.exceptions.InvalidCiphertextException:
    pass
kms.disable_key(KeyId=key)
try:
    kms.encrypt(KeyId=key, Plaintext=b'x')
    raise SystemExit('no error')
except kms.exceptions.DisabledException:
    pass
print('done')
`

it.runIf(hasBoto3 || isCi)(
  'boto3 pages, and catches the errors by their classes',
  async () => {
    const { stdout } = await run('python3', ['-c', boto3Flow], { env: environment, timeout: 60_000 })
    expect(stdout.trim()).toBe('done')
  },
  60_000,
)

it('the SDK for JavaScript pages by path, and decrypts', async () => {
  const { accessKeyId, secretAccessKey } = server.key
  const settings = { endpoint: server.url, region: 'eu-central-1', credentials: { accessKeyId, secretAccessKey } }
  const [ssm, kms] = [new SSMClient(settings), new KMSClient(settings)]
  for (let index = 0; index < 12; index += 1)
    await ssm.send(new PutParameterCommand({ Name: `/sdk/${index}`, Value: `v${index}`, Type: 'SecureString' }))
  const found: (string | undefined)[] = []
  for await (const page of paginateGetParametersByPath({ client: ssm }, { Path: '/sdk', WithDecryption: true, MaxResults: 5 }))
    found.push(...(page.Parameters ?? []).map(({ Value }) => Value))
  expect(found.length).toBe(12)
  expect(found).toContain('v11')
  const { Parameter } = await ssm.send(new GetParameterCommand({ Name: '/sdk/3' }))
  const opened = await kms.send(
    new DecryptCommand({
      CiphertextBlob: Buffer.from(Parameter?.Value ?? '', 'base64'),
      EncryptionContext: { PARAMETER_ARN: Parameter?.ARN ?? '' },
    }),
  )
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('v3')
  ssm.destroy()
  kms.destroy()
})
