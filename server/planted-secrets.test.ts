/** A day of Parameter Store and keys, as its users spend it; then everything that was written is searched for what they kept secret. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { everythingStored } from '#lib/api/testing/everything-stored'
import { keyJobs } from '#lib/capabilities/keys/jobs'
import { parameterJobs } from '#lib/capabilities/parameters/jobs'
import { createLog } from '#lib/platform/log'
import { startTestServer, type TestServer } from './testing/test-server'

const secrets = ['planted-password-1', 'planted-password-2', 'planted-list-item', 'planted-by-kms', 'planted-refused']
const lines: string[] = []
let server: TestServer

beforeAll(async () => {
  server = await startTestServer({}, createLog('debug', { write: (line: string) => void lines.push(line) }))
})
afterAll(async () => {
  await server?.close()
})

const ssm = (operation: string, input: object) => server.aws(`AmazonSSM.${operation}`, input)
const kms = (operation: string, input: object) => server.aws(`TrentService.${operation}`, input, { service: 'kms' })
const base64 = (text: string) => Buffer.from(text).toString('base64')

async function aDay(): Promise<void> {
  const [one = '', two = '', item = '', byKms = '', refused = ''] = secrets
  const { body } = await kms('CreateKey', {})
  const KeyId = String((body['KeyMetadata'] as { KeyId: string }).KeyId)
  const put = (Name: string, Value: string, more: object = {}) =>
    ssm('PutParameter', { Name, Value, Type: 'SecureString', ...more })
  expect((await put('/day/password', one, { KeyId })).status).toBe(200)
  expect((await put('/day/password', two, { Overwrite: true })).status).toBe(200)
  expect((await put('/day/list', `${item},b`)).status).toBe(200)
  for (const wrong of [
    put('/day/password', refused),
    put('/day/password', refused, { Overwrite: true, Type: 'String' }),
    put('/day/x', refused, { AllowedPattern: '^\\d+$' }),
    put('/day/x', refused, { KeyId: 'alias/none' }),
    put('/day/x', refused.repeat(1000)),
    put('aws/x', refused),
    ssm('PutParameter', { Name: '/day/x', Value: { deep: refused }, Type: 'SecureString' }),
    kms('Encrypt', { KeyId, Plaintext: refused }),
    kms('Decrypt', { CiphertextBlob: base64(refused) }),
  ])
    expect((await wrong).status).toBe(400)
  const read = await ssm('GetParameter', { Name: '/day/password', WithDecryption: true })
  expect(read.body['Parameter']).toMatchObject({ Value: two })
  for (const [operation, input] of [
    ['GetParameters', { Names: ['/day/password:1', '/day/list'] }],
    ['GetParametersByPath', { Path: '/day' }],
    ['GetParameterHistory', { Name: '/day/password' }],
  ] as const)
    expect((await ssm(operation, { ...input, WithDecryption: true })).status).toBe(200)
  await ssm('LabelParameterVersion', { Name: '/day/password', Labels: ['live'] })
  const sealed = await kms('Encrypt', { KeyId, Plaintext: base64(byKms) })
  expect((await kms('Decrypt', { CiphertextBlob: sealed.body['CiphertextBlob'] })).body['Plaintext']).toBe(base64(byKms))
  await kms('RotateKeyOnDemand', { KeyId })
  const { system } = server.running.services
  for (const job of [...Object.values(keyJobs), ...Object.values(parameterJobs)]) await job(system, {})
  await kms('DisableKey', { KeyId })
  expect((await ssm('GetParameter', { Name: '/day/password', WithDecryption: true })).status).toBe(400)
  await ssm('DeleteParameter', { Name: '/day/list' })
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
}

it('leaves no secret in the log, the audit trail, events, tables, or files', { timeout: 60_000 }, async () => {
  await aDay()
  await server.running.services.api.observers.audit.flush()
  const { system } = server.running.services
  const tables = await everythingStored({ ports: system })
  for (const needed of ['PutParameter', '/day/password', 'parameter.changed', 'InvalidKeyId']) expect(tables).toContain(needed)
  const data = filesBelow(system.config.dataDirectory).map((file) => readFileSync(file).toString('latin1'))
  const written = [...lines, tables, ...data]
  for (const secret of [...secrets, 'planted']) {
    const forms = [secret, base64(secret).replace(/=+$/, '').slice(0, -1), Buffer.from(secret).toString('hex')]
    for (const form of forms) expect(written.flatMap((text) => around(text, form))).toEqual([])
  }
})

/** Where it stands, so that a failure says which writer it was. */
function around(text: string, form: string): readonly string[] {
  const at = text.indexOf(form)
  return at < 0 ? [] : [text.slice(Math.max(0, at - 300), at + 100)]
}
