import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { updateServiceSetting } from '#lib/capabilities/settings/operations/update-service-setting'
import { requireCommandDocument } from './command-document'
import { isForbidden } from './attachments/download'
import { openAttachment } from './attachments/delivery'
import { documentJobs } from './jobs'
import { createDocument } from './operations/create-document'
import { deleteDocument } from './operations/delete-document'
import { describeDocument } from './operations/describe-document'
import { getDocument } from './operations/get-document'
import { updateDocument } from './operations/update-document'
import { scriptJson } from './testing/sample-documents'

let test: TestContext
let files: Server
let origin: string
const served: Record<string, string> = { '/tool.sh': 'echo tool', '/dist/a.zip': 'archive a', '/dist/b.zip': 'archive b' }
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')

beforeAll(async () => {
  test = await testContext()
  files = createServer((request, response) => {
    const path = request.url ?? ''
    const body = served[path]
    if (path === '/moved') response.writeHead(302, { location: '/tool.sh' }).end()
    else if (path === '/round') response.writeHead(302, { location: '/round' }).end()
    else if (path === '/large') response.end(Buffer.alloc(3 * 1024 * 1024))
    else if (path === '/cut') response.writeHead(200, { 'content-length': 100 }).write('only this', () => response.destroy())
    else response.writeHead(body === undefined ? 404 : 200).end(body)
  })
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
  await allow(origin)
})
afterAll(async () => {
  files.close()
  await test.close()
})

const allow = (SettingValue: string) =>
  test.call(updateServiceSetting, { SettingId: '/quarterdeck/documents/attachment-origins', SettingValue })

/** Runs what was enqueued for the documents, as a worker would. */
async function work(): Promise<void> {
  const { rows } = await test.ctx.db.execute<{ kind: string; payload: Record<string, unknown> }>(sql`
    delete from graphile_worker._private_jobs as job using graphile_worker._private_tasks as task
    where task.id = job.task_id and task.identifier like 'documents.%' returning task.identifier as kind, job.payload`)
  for (const { kind, payload } of rows) await documentJobs[kind]?.(test.ctx, payload)
}

let made = 0

async function make(Attachments: object[], more: object = {}): Promise<string> {
  const Name = `attached-${(made += 1)}`
  await test.call(createDocument, { Name, Content: scriptJson('sh tool.sh'), Attachments, ...more })
  return Name
}

const from = (path: string, Name?: string) => ({ Key: 'S3FileUrl', Values: [`${origin}${path}`], Name })
const blobs = () => test.ctx.blobs.list('documents/', { limit: 100 })

describe('attachments', () => {
  it('are fetched before the version is Active, and delivered by a signed link', async () => {
    const Name = await make([from('/tool.sh'), from('/moved', 'moved.sh')])
    expect((await test.call(describeDocument, { Name })).Document).toMatchObject({ Status: 'Creating' })
    await expect(requireCommandDocument(test.ctx, { nameOrArn: Name })).rejects.toMatchObject({ code: 'InvalidDocument' })
    await work()
    const { Document } = await test.call(describeDocument, { Name })
    expect(Document).toMatchObject({ Status: 'Active', AttachmentsInformation: [{ Name: 'moved.sh' }, { Name: 'tool.sh' }] })
    const { AttachmentsContent = [] } = await test.call(getDocument, { Name })
    const tool = AttachmentsContent[1]
    expect(tool).toMatchObject({ Name: 'tool.sh', Size: 9, Hash: sha256('echo tool'), HashType: 'Sha256' })
    const { pathname, search } = new URL(tool?.Url ?? '')
    expect(tool?.Url).toContain(test.ctx.config.url)
    const opened = await openAttachment(test.ctx, pathname + search)
    expect(opened.kind === 'opened' && (await text(opened.content))).toBe('echo tool')
    const forged = [
      pathname.replace('tool.sh', 'moved.sh') + search,
      `${pathname}${search}0`,
      pathname,
      '/files/documents/',
      '//',
    ]
    for (const target of forged) expect(await openAttachment(test.ctx, target)).toMatchObject({ kind: 'refused', status: 403 })
    test.clock.advance(16 * 60_000)
    expect(await openAttachment(test.ctx, pathname + search)).toMatchObject({
      reason: expect.stringContaining('expired') as string,
    })
  })

  it.each([
    ['/nowhere', '404'],
    ['/round', 'redirects more than 5 times'],
    ['/cut', 'could not be fetched'],
  ])('that cannot be had from %s make the version Failed, with the reason', async (path, reason) => {
    const before = await blobs()
    const Name = await make([from('/tool.sh'), from(path, 'other')])
    await work()
    const { Document } = await test.call(describeDocument, { Name })
    expect(Document).toMatchObject({ Status: 'Failed', StatusInformation: expect.stringContaining(reason) as string })
    expect(await blobs()).toEqual(before)
    await expect(requireCommandDocument(test.ctx, { nameOrArn: Name })).rejects.toMatchObject({ code: 'InvalidDocument' })
  })

  it('that failed are fetched again for the next version, of the same text too', async () => {
    const Name = await make([from('/later.sh')])
    await work()
    served['/later.sh'] = 'echo later'
    const { DocumentDescription } = await test.call(updateDocument, { Name, Content: scriptJson('sh tool.sh') })
    expect(DocumentDescription).toMatchObject({ DocumentVersion: '2', Status: 'Updating' })
    await work()
    const latest = { Name, DocumentVersion: '$LATEST' }
    expect((await test.call(describeDocument, latest)).Document).toMatchObject({
      Status: 'Active',
      AttachmentsInformation: [{ Name: 'later.sh' }],
    })
  })

  it('that are too large make it Failed', async () => {
    const SettingId = '/quarterdeck/documents/max-attachment-mebibytes'
    await test.call(updateServiceSetting, { SettingId, SettingValue: '2' })
    const Name = await make([from('/large')])
    await work()
    expect((await test.call(describeDocument, { Name })).Document?.StatusInformation).toContain('larger than 2 MiB')
  })

  it('come from a folder for a package, and are held against its manifest', async () => {
    const manifest = (b: string) =>
      JSON.stringify({
        schemaVersion: '2.0',
        version: '1.0.0',
        packages: { _any: { _any: { x86_64: { file: 'a.zip' }, arm64: { file: 'b.zip' } } } },
        files: { 'a.zip': { checksums: { sha256: sha256('archive a') } }, 'b.zip': { checksums: { sha256: b } } },
      })
    const source = [{ Key: 'SourceUrl', Values: [`${origin}/dist/`] }]
    const good = await make(source, { Content: manifest(sha256('archive b')), DocumentType: 'Package' })
    const bad = await make(source, { Content: manifest(sha256('something else')), DocumentType: 'Package' })
    await work()
    expect((await test.call(describeDocument, { Name: good })).Document).toMatchObject({
      Status: 'Active',
      PlatformTypes: ['Linux', 'MacOS', 'Windows'],
      AttachmentsInformation: [{ Name: 'a.zip' }, { Name: 'b.zip' }],
    })
    expect((await test.call(describeDocument, { Name: bad })).Document).toMatchObject({
      Status: 'Failed',
      StatusInformation: expect.stringContaining('the manifest says') as string,
    })
  })

  it('are taken over by reference and by the next version, and their bytes go with the last of them', async () => {
    const before = await blobs()
    const Name = await make([from('/tool.sh')])
    await work()
    const [kept = ''] = (await blobs()).filter((key) => !before.includes(key))
    const reference = [{ Key: 'AttachmentReference', Values: [`${Name}/1/tool.sh`], Name: 'copied.sh' }]
    const copy = await make(reference)
    expect((await test.call(describeDocument, { Name: copy })).Document).toMatchObject({
      Status: 'Active',
      AttachmentsInformation: [{ Name: 'copied.sh' }],
    })
    const updated = await test.call(updateDocument, { Name, Content: scriptJson('sh tool.sh again') })
    expect(updated.DocumentDescription).toMatchObject({ AttachmentsInformation: [{ Name: 'tool.sh' }] })
    await test.call(deleteDocument, { Name })
    await work()
    expect(await blobs()).toContain(kept)
    await test.call(deleteDocument, { Name: copy })
    await work()
    expect(await blobs()).not.toContain(kept)
  })

  it('never come from the server itself unless an owner allows that', async () => {
    await allow('none')
    const Name = await make([from('/tool.sh'), from('/tool.sh', 'again.sh')])
    const named = await make([{ Key: 'S3FileUrl', Values: [origin.replace('127.0.0.1', 'localhost') + '/tool.sh'] }])
    await work()
    for (const document of [Name, named])
      expect((await test.call(describeDocument, { Name: document })).Document?.StatusInformation).toContain(
        'address of the server itself',
      )
    await allow(origin)
  })

  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '0.0.0.0',
    '::1',
    'fe80::1',
    '::ffff:127.0.0.1',
    '::ffff:169.254.169.254',
    'fd00:ec2::254',
  ])('are not fetched from %s', (address) => expect(isForbidden(address)).toBe(true))
  it.each(['10.0.0.1', '192.168.1.1', '203.0.113.5', '2001:db8::1', 'fd12::1'])('may be fetched from %s', (address) =>
    expect(isForbidden(address)).toBe(false),
  )

  it.each([
    [[{ Key: 'S3FileUrl', Values: ['file:///etc/passwd'] }], 'ValidationException'],
    [[{ Key: 'S3FileUrl', Values: ['https://user:word@files.example/x.sh'] }], 'ValidationException'],
    [[{ Key: 'S3FileUrl', Values: ['https://files.example/'] }], 'ValidationException'],
    [[{ Key: 'SourceUrl', Values: ['https://files.example/'] }], 'ValidationException'],
    [[{ Key: 'Carrier', Values: ['pigeon'] }], 'ValidationException'],
    [[{ Key: 'S3FileUrl', Values: [] }], 'ValidationException'],
    [[{ Key: 'AttachmentReference', Values: ['nonsense'] }], 'ValidationException'],
    [[{ Key: 'AttachmentReference', Values: ['Nowhere/1/x.sh'] }], 'InvalidDocument'],
    [[{ Key: 'AttachmentReference', Values: ['AWS-RunShellScript/1/x.sh'] }], 'InvalidDocument'],
    [[1, 2].map(() => ({ Key: 'S3FileUrl', Values: ['https://files.example/x.sh'] })), 'ValidationException'],
  ])('refuse %j with %s', async (sources, code) => {
    await expect(make(sources)).rejects.toMatchObject({ code })
  })
})
