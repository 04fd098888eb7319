import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from './testing/test-server'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
}, 60_000)
afterAll(async () => server?.close())

describe('runbooks', () => {
  const names = [
    'AWS-CreateImage',
    'AWS-PatchInstanceWithRollback',
    'AWS-RestartEC2Instance',
    'AWS-StartEC2Instance',
    'AWS-StopEC2Instance',
    'AWS-UpdateLinuxAmi',
    'AWSSupport-TroubleshootManagedInstance',
  ]

  it('are listed as those of Amazon', async () => {
    const Filters = [
      { Key: 'Owner', Values: ['Amazon'] },
      { Key: 'DocumentType', Values: ['Automation'] },
    ]
    const { body } = await server.aws('AmazonSSM.ListDocuments', { Filters })
    expect((body['DocumentIdentifiers'] as { Name: string }[]).map(({ Name }) => Name)).toEqual(names)
  })

  it.each(names)('%s is versioned and hashed, can be cloned, and cannot be run yet', async (Name) => {
    const described = await server.aws('AmazonSSM.DescribeDocument', { Name })
    const { body: got } = await server.aws('AmazonSSM.GetDocument', { Name, DocumentVersion: '1' })
    const content = String(got['Content'])
    expect(described.body['Document']).toMatchObject({
      DocumentType: 'Automation',
      Owner: 'Amazon',
      SchemaVersion: '0.3',
      DocumentVersion: '1',
      Status: 'Active',
      HashType: 'Sha256',
      Hash: createHash('sha256').update(content).digest('hex'),
      Description: expect.stringContaining('Needs '),
    })
    const clone = { Name: `My${Name}`, Content: content, DocumentType: 'Automation' }
    expect((await server.aws('AmazonSSM.CreateDocument', clone)).status).toBe(200)
    const changed = await server.aws('AmazonSSM.UpdateDocument', { Name, Content: content, DocumentVersion: '$LATEST' })
    expect(changed.body['__type']).toMatch(/InvalidDocumentOperation/)
    const sent = await server.aws('AmazonSSM.SendCommand', { DocumentName: Name, InstanceIds: ['mi-0123456789abcdef0'] })
    expect([sent.status, sent.body['__type']]).toEqual([400, expect.stringMatching(/InvalidDocument/)])
    expect(sent.body['message'] ?? sent.body['Message']).toMatch(/Automation: only Command documents can be sent/)
    const started = await server.aws('AmazonSSM.StartAutomationExecution', { DocumentName: Name })
    expect([started.status, started.body['message'] ?? started.body['Message']]).toEqual([
      400,
      expect.stringContaining('StartAutomationExecution'),
    ])
  })
})
