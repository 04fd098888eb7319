import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type TestContext, testContext, testNode, testUser } from '#lib/api/testing/test-context'
import { addTagsToResource } from '#lib/capabilities/tags/operations/add-tags-to-resource'
import { listTagsForResource } from '#lib/capabilities/tags/operations/list-tags-for-resource'
import { updateServiceSetting } from '#lib/capabilities/settings/operations/update-service-setting'
import { createDocument } from './operations/create-document'
import { deleteDocument } from './operations/delete-document'
import { describeDocument } from './operations/describe-document'
import { getDocument } from './operations/get-document'
import { listDocumentVersions } from './operations/list-document-versions'
import { updateDocument } from './operations/update-document'
import { updateDocumentDefaultVersion } from './operations/update-document-default-version'
import { calendar, greetYaml, restartRunbook, scriptJson } from './testing/sample-documents'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

let made = 0

/** A document with that many versions, of which the first is the default. */
async function makeDocument(versions = 1): Promise<string> {
  const Name = `made-${(made += 1)}`
  await test.call(createDocument, { Name, Content: scriptJson('echo 1'), VersionName: 'v1' })
  for (let version = 2; version <= versions; version += 1)
    await test.call(updateDocument, { Name, Content: scriptJson(`echo ${version}`), VersionName: `v${version}` })
  return Name
}

async function numbersOf(Name: string) {
  const { DocumentVersions } = await test.call(listDocumentVersions, { Name })
  return DocumentVersions.map(({ DocumentVersion, IsDefaultVersion }) => `${DocumentVersion}${IsDefaultVersion ? '*' : ''}`)
}

it('lists who wrote each version', async () => {
  await test.call(createDocument, { Name: 'written-by-two', Content: scriptJson('1') })
  await test.call(updateDocument, { Name: 'written-by-two', Content: scriptJson('2') }, testUser('operator'))
  const { DocumentVersions } = await test.call(listDocumentVersions, { Name: 'written-by-two' })
  expect(DocumentVersions.map(({ Author }) => Author)).toEqual(['operator@example.net', 'owner@example.net'])
})

describe('CreateDocument', () => {
  it('describes what it stored, and hashes the text as given', async () => {
    const Tags = [{ Key: 'team', Value: 'ops' }]
    const input = { Name: 'Greet', Content: greetYaml, DocumentFormat: 'YAML', DisplayName: 'Greeting', TargetType: '/', Tags }
    const { DocumentDescription } = await test.call(createDocument, { ...input, VersionName: 'first' })
    expect(DocumentDescription).toMatchObject({
      Name: 'Greet',
      Owner: '000000000001',
      Author: 'owner@example.net',
      Status: 'Active',
      DocumentType: 'Command',
      DocumentFormat: 'YAML',
      SchemaVersion: '2.2',
      Description: 'Says hello',
      DisplayName: 'Greeting',
      VersionName: 'first',
      DocumentVersion: '1',
      LatestVersion: '1',
      DefaultVersion: '1',
      TargetType: '/',
      PlatformTypes: ['Linux', 'MacOS'],
      Parameters: [{ Name: 'who', Type: 'String', Description: 'Whom to greet', DefaultValue: 'world' }],
      Tags,
      HashType: 'Sha256',
      Hash: createHash('sha256').update(greetYaml).digest('hex'),
      Sha1: createHash('sha1').update(greetYaml).digest('hex'),
    })
    expect((await test.call(describeDocument, { Name: 'Greet' })).Document).toEqual(DocumentDescription)
  })

  it.each([
    ['Automation', 'JSON', restartRunbook, { SchemaVersion: '0.3', PlatformTypes: ['Linux', 'MacOS', 'Windows'] }],
    ['ChangeCalendar', 'TEXT', calendar, { DocumentFormat: 'TEXT', PlatformTypes: [] }],
    ['ChangeCalendar', undefined, calendar, { DocumentFormat: 'TEXT' }],
    ['ApplicationConfiguration', 'TEXT', 'any = text', { DocumentFormat: 'TEXT' }],
  ])('stores a document of type %s in format %s', async (DocumentType, DocumentFormat, Content, expected) => {
    const Name = `kind-${(made += 1)}`
    const { DocumentDescription } = await test.call(createDocument, { Name, DocumentType, DocumentFormat, Content })
    expect(DocumentDescription).toMatchObject({ DocumentType, ...expected })
    expect(await test.call(getDocument, { Name })).toMatchObject({ Content: Content })
  })

  it.each([
    [{ Name: 'AWS-Mine' }, 'ValidationException', 'reserved'],
    [{ Name: 'amazon.x' }, 'ValidationException', 'reserved'],
    [{ Name: 'AWSSupport-Mine' }, 'ValidationException', 'reserved'],
    [{ Name: 'Quarterdeck-Mine' }, 'ValidationException', 'reserved'],
    [{ Name: 'a/b' }, 'ValidationException', 'name'],
    [{ Name: 'ab' }, 'ValidationException', 'name'],
    [{ Content: '' }, 'ValidationException', 'content'],
    [{ Content: '{"schemaVersion":"9.9"}' }, 'InvalidDocumentSchemaVersion', '9.9'],
    [{ Content: '{"schemaVersion":"2.2"}' }, 'InvalidDocumentContent', 'mainSteps'],
    [{ Content: '{"schemaVersion":' }, 'InvalidDocumentContent', 'Line 1'],
    [{ Content: greetYaml }, 'InvalidDocumentContent', 'give DocumentFormat YAML'],
    [{ Content: restartRunbook }, 'InvalidDocumentSchemaVersion', 'give DocumentType Automation'],
    [{ Content: calendar, DocumentFormat: 'TEXT' }, 'InvalidDocumentContent', 'JSON or YAML'],
    [{ Content: calendar, DocumentType: 'ChangeCalendar', DocumentFormat: 'JSON' }, 'InvalidDocumentContent', 'TEXT'],
    [{ Content: 'no calendar', DocumentType: 'ChangeCalendar' }, 'InvalidDocumentContent', ''],
    [{ Content: `{"x":"${'x'.repeat(70_000)}"}` }, 'MaxDocumentSizeExceeded', '65536'],
    [{ Content: 'x'.repeat(70_000), DocumentType: 'QuickSetup', DocumentFormat: 'TEXT' }, 'MaxDocumentSizeExceeded', '65536'],
    [{ Requires: [{ Name: 'Nowhere' }] }, 'InvalidDocument', 'Nowhere'],
    [{ Tags: [{ Key: 'aws:x', Value: '' }] }, 'ValidationException', 'reserved'],
    [{ DocumentType: 'Nonsense' }, 'ValidationException', 'documentType'],
  ])('refuses %j with %s', async (input, code, words) => {
    const call = test.call(createDocument, { Name: 'Refused', Content: scriptJson('true'), ...input })
    await expect(call).rejects.toMatchObject({ code, message: expect.stringContaining(words) as string })
    await expect(test.call(describeDocument, { Name: 'Refused' })).rejects.toMatchObject({ code: 'InvalidDocument' })
  })

  it('refuses a name that is taken', async () => {
    const Name = await makeDocument()
    await expect(test.call(createDocument, { Name, Content: scriptJson('x') })).rejects.toMatchObject({
      code: 'DocumentAlreadyExists',
    })
  })

  it('is not for viewers and nodes', async () => {
    const input = { Name: 'Mine', Content: scriptJson('x') }
    for (const caller of [testUser('viewer'), testNode('mi-0123456789abcdef0')])
      await expect(test.call(createDocument, input, caller)).rejects.toMatchObject({ code: 'AccessDeniedException' })
  })

  it('stops at the limit of the account, also when many come at once', async () => {
    const other = await testContext()
    const setting = { SettingId: '/quarterdeck/documents/max-documents', SettingValue: '3' }
    await other.call(updateServiceSetting, setting)
    const calls = Array.from({ length: 6 }, (_, index) =>
      other.call(createDocument, { Name: `many-${index}`, Content: scriptJson('x') }),
    )
    const results = await Promise.allSettled(calls)
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as { code: string }] : []))
    expect(refused.map(({ code }) => code)).toEqual(['DocumentLimitExceeded', 'DocumentLimitExceeded', 'DocumentLimitExceeded'])
    await other.close()
  })
})

describe('GetDocument', () => {
  it('answers JSON unless told otherwise, and the text as given in its own format', async () => {
    const json = await test.call(getDocument, { Name: 'Greet' })
    expect(json).toMatchObject({ DocumentFormat: 'JSON', VersionName: 'first', AttachmentsContent: [] })
    expect(JSON.parse(json.Content ?? '')).toEqual(parse(greetYaml))
    expect((await test.call(getDocument, { Name: 'Greet', DocumentFormat: 'YAML' })).Content).toBe(greetYaml)
  })

  it('finds versions by number, name, $LATEST and $DEFAULT', async () => {
    const Name = await makeDocument(3)
    const asked = async (selector: object) => (await test.call(getDocument, { Name, ...selector })).DocumentVersion
    expect(await asked({})).toBe('1')
    expect(await asked({ DocumentVersion: '$DEFAULT' })).toBe('1')
    expect(await asked({ DocumentVersion: '$LATEST' })).toBe('3')
    expect(await asked({ DocumentVersion: '2' })).toBe('2')
    expect(await asked({ VersionName: 'v3' })).toBe('3')
    expect(await asked({ VersionName: 'v3', DocumentVersion: '3' })).toBe('3')
    for (const selector of [
      { DocumentVersion: '4' },
      { DocumentVersion: '99999999999' },
      { VersionName: 'v9' },
      { VersionName: 'v3', DocumentVersion: '2' },
    ])
      await expect(asked(selector)).rejects.toMatchObject({ code: 'InvalidDocumentVersion' })
  })

  it('takes the ARN of an own document, and serves nodes', async () => {
    const Name = 'arn:aws:ssm:local-1:000000000001:document/Greet'
    expect(await test.call(getDocument, { Name }, testNode('mi-0123456789abcdef0'))).toMatchObject({ Name: 'Greet' })
  })
})

describe('UpdateDocument', () => {
  it('adds a version without moving the default, and takes over what is not given', async () => {
    const Name = `made-${(made += 1)}`
    await test.call(createDocument, {
      Name,
      Content: scriptJson('echo 1'),
      DisplayName: 'One',
      TargetType: '/AWS::EC2::Instance',
    })
    const input = { Name, Content: greetYaml, DocumentFormat: 'YAML', DocumentVersion: '$LATEST' }
    const { DocumentDescription } = await test.call(updateDocument, input)
    expect(DocumentDescription).toMatchObject({
      DocumentVersion: '2',
      LatestVersion: '2',
      DefaultVersion: '1',
      DisplayName: 'One',
      TargetType: '/AWS::EC2::Instance',
      DocumentFormat: 'YAML',
    })
    expect(await numbersOf(Name)).toEqual(['2', '1*'])
  })

  it.each([
    [{ Content: scriptJson('echo 3') }, 'DuplicateDocumentContent'],
    [{ VersionName: 'v1' }, 'DuplicateDocumentVersionName'],
    [{ DocumentVersion: '1' }, 'InvalidDocumentVersion'],
    [{ DocumentVersion: '$DEFAULT' }, 'InvalidDocumentVersion'],
    [{ DocumentVersion: '7' }, 'InvalidDocumentVersion'],
    [{ Content: '{}' }, 'InvalidDocumentSchemaVersion'],
    [{ Content: 'mainSteps: []' }, 'InvalidDocumentContent'],
    [{ Name: 'Nowhere' }, 'InvalidDocument'],
    [{ Name: 'AWS-RunShellScript' }, 'InvalidDocumentOperation'],
  ])('refuses %j with %s', async (input, code) => {
    const Name = await makeDocument(3)
    const call = test.call(updateDocument, { Name, Content: scriptJson('echo new'), ...input })
    await expect(call).rejects.toMatchObject({ code })
    expect(await numbersOf(Name)).toEqual(['3', '2', '1*'])
  })

  it('lets content come back that an older version had', async () => {
    const Name = await makeDocument(2)
    await test.call(updateDocument, { Name, Content: scriptJson('echo 1') })
    expect(await numbersOf(Name)).toEqual(['3', '2', '1*'])
  })

  it('numbers versions one after the other when several come at once', async () => {
    const Name = await makeDocument()
    await Promise.all([1, 2, 3, 4].map((line) => test.call(updateDocument, { Name, Content: scriptJson(`at once ${line}`) })))
    expect(await numbersOf(Name)).toEqual(['5', '4', '3', '2', '1*'])
  })

  it('stops at the limit of versions', async () => {
    const other = await testContext()
    await other.call(updateServiceSetting, { SettingId: '/quarterdeck/documents/max-versions', SettingValue: '1' })
    await other.call(createDocument, { Name: 'Full', Content: scriptJson('1') })
    const call = other.call(updateDocument, { Name: 'Full', Content: scriptJson('2') })
    await expect(call).rejects.toMatchObject({ code: 'DocumentVersionLimitExceeded' })
    await other.close()
  })
})

describe('UpdateDocumentDefaultVersion', () => {
  it('moves the default, back as well', async () => {
    const Name = await makeDocument(2)
    const { Description } = await test.call(updateDocumentDefaultVersion, { Name, DocumentVersion: '2' })
    expect(Description).toEqual({ Name, DefaultVersion: '2', DefaultVersionName: 'v2' })
    expect(await numbersOf(Name)).toEqual(['2*', '1'])
    await test.call(updateDocumentDefaultVersion, { Name, DocumentVersion: '1' })
    expect((await test.call(describeDocument, { Name })).Document).toMatchObject({ DocumentVersion: '1', DefaultVersion: '1' })
  })

  it.each([
    [{ DocumentVersion: '9' }, 'InvalidDocumentVersion'],
    [{ DocumentVersion: '$LATEST' }, 'ValidationException'],
    [{ Name: 'Nowhere' }, 'InvalidDocument'],
    [{ Name: 'AWS-RunShellScript' }, 'InvalidDocument'],
  ])('refuses %j with %s', async (input, code) => {
    const Name = await makeDocument()
    await expect(test.call(updateDocumentDefaultVersion, { Name, DocumentVersion: '1', ...input })).rejects.toMatchObject({
      code,
    })
  })
})

describe('DeleteDocument', () => {
  it('deletes all versions and the tags, and the name is free again', async () => {
    const Name = await makeDocument(2)
    await test.call(addTagsToResource, { ResourceType: 'Document', ResourceId: Name, Tags: [{ Key: 'a', Value: 'b' }] })
    await test.call(deleteDocument, { Name })
    await expect(test.call(getDocument, { Name })).rejects.toMatchObject({ code: 'InvalidDocument' })
    await expect(test.call(listTagsForResource, { ResourceType: 'Document', ResourceId: Name })).rejects.toMatchObject({
      code: 'InvalidResourceId',
    })
    const { DocumentDescription } = await test.call(createDocument, { Name, Content: scriptJson('new') })
    expect(DocumentDescription).toMatchObject({ DocumentVersion: '1', Tags: [] })
  })

  it('deletes one version by number or name; its number does not come back', async () => {
    const Name = await makeDocument(3)
    await test.call(deleteDocument, { Name, DocumentVersion: '3' })
    expect((await test.call(describeDocument, { Name })).Document).toMatchObject({ LatestVersion: '2' })
    await test.call(deleteDocument, { Name, VersionName: 'v2' })
    expect(await numbersOf(Name)).toEqual(['1*'])
    await test.call(updateDocument, { Name, Content: scriptJson('echo 4') })
    expect(await numbersOf(Name)).toEqual(['4', '1*'])
  })

  it.each([
    [{ DocumentVersion: '1' }, 'InvalidDocumentOperation', "Default version of the document can't be deleted"],
    [{ DocumentVersion: '$DEFAULT' }, 'InvalidDocumentOperation', 'Default version'],
    [{ DocumentVersion: '9' }, 'InvalidDocument', 'no version 9'],
    [{ VersionName: 'v9' }, 'InvalidDocument', 'no version v9'],
    [{ Name: 'Nowhere' }, 'InvalidDocument', 'does not exist'],
    [{ Name: 'AWS-RunShellScript' }, 'InvalidDocumentOperation', 'owned by Amazon'],
  ])('refuses %j with %s', async (input, code, words) => {
    const Name = await makeDocument(2)
    const call = test.call(deleteDocument, { Name, ...input })
    await expect(call).rejects.toMatchObject({ code, message: expect.stringContaining(words) as string })
    expect(await numbersOf(Name)).toEqual(['2', '1*'])
  })

  it('wants Force for a schema, and for what others require', async () => {
    const schema = { Name: 'Schema', DocumentType: 'ApplicationConfigurationSchema', Content: '{"type":"object"}' }
    await test.call(createDocument, schema)
    await test.call(createDocument, {
      Name: 'Configured',
      DocumentType: 'ApplicationConfiguration',
      Content: '{}',
      Requires: [{ Name: 'Schema', Version: '1' }],
    })
    expect((await test.call(getDocument, { Name: 'Configured' })).Requires).toEqual([{ Name: 'Schema', Version: '1' }])
    await expect(test.call(deleteDocument, { Name: 'Schema' })).rejects.toMatchObject({ code: 'InvalidDocumentOperation' })
    await test.call(deleteDocument, { Name: 'Schema', Force: true })
    const Name = await makeDocument()
    await test.call(createDocument, { Name: 'Needs', Content: scriptJson('x'), Requires: [{ Name, Version: '$LATEST' }] })
    await expect(test.call(deleteDocument, { Name })).rejects.toMatchObject({
      code: 'InvalidDocumentOperation',
      message: expect.stringContaining('required by Needs') as string,
    })
  })
})

describe('ListDocumentVersions', () => {
  it('pages from the newest', async () => {
    const Name = await makeDocument(5)
    const first = await test.call(listDocumentVersions, { Name, MaxResults: 3 })
    const second = await test.call(listDocumentVersions, { Name, MaxResults: 3, NextToken: first.NextToken })
    const pages = [first, second].map(({ DocumentVersions }) => DocumentVersions.map(({ VersionName }) => VersionName))
    expect(pages).toEqual([
      ['v5', 'v4', 'v3'],
      ['v2', 'v1'],
    ])
    expect(second.NextToken).toBeUndefined()
  })

  it('knows built-in documents, and no tokens of others', async () => {
    const { DocumentVersions } = await test.call(listDocumentVersions, { Name: 'AWS-RunShellScript' })
    expect(DocumentVersions).toMatchObject([{ DocumentVersion: '1', IsDefaultVersion: true, Status: 'Active' }])
    const call = test.call(listDocumentVersions, { Name: 'Greet', NextToken: 'x' })
    await expect(call).rejects.toMatchObject({ code: 'InvalidNextToken' })
  })
})
