/** Attachments and deletions by force, through the aws CLI. */
import { execFile, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scriptJson } from '#lib/capabilities/documents/testing/sample-documents'
import { awsEnvironment } from './testing/aws-environment'
import { startTestServer, type TestServer } from './testing/test-server'

const hasAws = spawnSync('aws', ['--version']).status === 0
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
}, 60_000)
afterAll(async () => server?.close())

async function aws(...args: string[]): Promise<Record<string, unknown>> {
  const env = awsEnvironment(server, path.dirname(server.authorityFile))
  const { stdout } = await promisify(execFile)('aws', ['ssm', ...args, '--output', 'json'], { env, timeout: 60_000 })
  return stdout.trim() === '' ? {} : (JSON.parse(stdout) as Record<string, unknown>)
}

const awsError = (...args: string[]): Promise<string> =>
  aws(...args).then(JSON.stringify, (failure: { stderr?: string }) => String(failure.stderr))

describe.skipIf(!hasAws && !process.env['CI'])(`the aws CLI${hasAws ? '' : ' (aws is not installed here)'}`, () => {
  it('creates a JSON document with attachments says why one cannot be read, and deletes by force', async () => {
    const files = createServer(
      (request, response) => void response.writeHead(request.url === '/closed' ? 403 : 200).end('payload'),
    )
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
    const SettingId = '/quarterdeck/documents/attachment-origins'
    await server.aws('AmazonSSM.UpdateServiceSetting', { SettingId, SettingValue: origin })
    const content = ['--content', scriptJson('echo 1'), '--document-format', 'JSON']
    const settled = async (name: string) => {
      for (let asked = 0; ; asked += 1) {
        const { Document } = (await aws('describe-document', '--name', name)) as { Document: { Status: string } }
        if (Document.Status !== 'Creating' || asked > 50) return Document
      }
    }
    const attach = (path: string) => ['--attachments', `Key=S3FileUrl,Values=${origin}${path},Name=payload.txt`]
    await aws('create-document', '--name', 'Attached', ...content, ...attach('/open'))
    expect(await settled('Attached')).toMatchObject({ Status: 'Active', AttachmentsInformation: [{ Name: 'payload.txt' }] })
    expect((await aws('get-document', '--name', 'Attached'))['AttachmentsContent']).toMatchObject([{ Size: 7 }])
    await aws('create-document', '--name', 'Closed', ...content, ...attach('/closed'))
    expect(await settled('Closed')).toMatchObject({
      Status: 'Failed',
      StatusInformation: expect.stringMatching(/403 Forbidden \(AccessDenied\): files are read without credentials/) as string,
    })
    files.close()
    const needed = ['--requires', 'Name=Attached,Version=1']
    await aws('create-document', '--name', 'Needing', '--content', scriptJson('echo 2'), ...needed)
    expect(await awsError('delete-document', '--name', 'Attached')).toMatch(/InvalidDocumentOperation.*required by Needing/s)
    for (const name of ['Attached', 'Closed', 'Needing']) await aws('delete-document', '--name', name, '--force')
    expect(await awsError('describe-document', '--name', 'Attached')).toContain('(InvalidDocument)')
  }, 180_000)
})
