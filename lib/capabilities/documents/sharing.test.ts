import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { resetServiceSetting } from '#lib/capabilities/settings/operations/reset-service-setting'
import { updateServiceSetting } from '#lib/capabilities/settings/operations/update-service-setting'
import { createDocument } from './operations/create-document'
import { deleteDocument } from './operations/delete-document'
import { describeDocument } from './operations/describe-document'
import { describeDocumentPermission } from './operations/describe-document-permission'
import { getDocument } from './operations/get-document'
import { listDocumentMetadataHistory } from './operations/list-document-metadata-history'
import { listDocumentVersions } from './operations/list-document-versions'
import { listDocuments } from './operations/list-documents'
import { modifyDocumentPermission } from './operations/modify-document-permission'
import { updateDocument } from './operations/update-document'
import { updateDocumentMetadata } from './operations/update-document-metadata'
import { requireCommandDocument } from './command-document'
import { scriptJson } from './testing/sample-documents'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const neighbour = { ...testUser(), accountId: '000000000002' }
const stranger = { ...testUser(), accountId: '000000000003' }
const arnOf = (name: string) => `arn:aws:ssm:local-1:000000000001:document/${name}`
let made = 0

/** With two versions, of which the first is the default. */
async function makeDocument(): Promise<string> {
  const Name = `shared-${(made += 1)}`
  await test.call(createDocument, { Name, Content: scriptJson('echo 1'), Tags: [{ Key: 'secret', Value: 'tag' }] })
  await test.call(updateDocument, { Name, Content: scriptJson('echo 2') })
  return Name
}

async function share(Name: string, change: object): Promise<void> {
  await test.call(modifyDocumentPermission, { Name, PermissionType: 'Share', ...change })
}

describe('ModifyDocumentPermission', () => {
  it('lets another account see and run the default version by ARN, and takes it back', async () => {
    const Name = await makeDocument()
    await share(Name, { AccountIdsToAdd: [neighbour.accountId] })
    const arn = arnOf(Name)
    const { Document } = await test.call(describeDocument, { Name: arn }, neighbour)
    expect(Document).toMatchObject({ Name: arn, Owner: '000000000001', DocumentVersion: '1', Tags: [] })
    expect(await test.call(getDocument, { Name: arn }, neighbour)).toMatchObject({ Content: scriptJson('echo 1') })
    const ctx = { ...test.ctx, caller: neighbour }
    expect(await requireCommandDocument(ctx, { nameOrArn: arn })).toMatchObject({ name: arn, version: '1' })
    for (const DocumentVersion of ['2', '$LATEST'])
      await expect(test.call(getDocument, { Name: arn, DocumentVersion }, neighbour)).rejects.toMatchObject({
        code: 'InvalidDocumentVersion',
      })
    const failure = { code: 'InvalidDocument' }
    await expect(test.call(getDocument, { Name }, neighbour)).rejects.toMatchObject(failure)
    await expect(test.call(getDocument, { Name: arn }, stranger)).rejects.toMatchObject(failure)
    await share(Name, { AccountIdsToRemove: [neighbour.accountId] })
    await expect(test.call(getDocument, { Name: arn }, neighbour)).rejects.toMatchObject(failure)
  })

  it.each([
    ['$LATEST', ['2'], '2'],
    ['$ALL', ['2', '1'], '1'],
    ['$DEFAULT', ['1'], '1'],
  ])('shares %s alone when asked to', async (SharedDocumentVersion, versions, unspecified) => {
    const Name = await makeDocument()
    await share(Name, { AccountIdsToAdd: [neighbour.accountId], SharedDocumentVersion })
    const { DocumentVersions } = await test.call(listDocumentVersions, { Name: arnOf(Name) }, neighbour)
    expect(DocumentVersions.map(({ DocumentVersion }) => DocumentVersion)).toEqual(versions)
    expect(await test.call(getDocument, { Name: arnOf(Name) }, neighbour)).toMatchObject({ DocumentVersion: unspecified })
    const Filters = [{ Key: 'Name', Values: [Name] }]
    const { DocumentIdentifiers } = await test.call(listDocuments, { Filters }, neighbour)
    expect(DocumentIdentifiers).toMatchObject([{ Name: arnOf(Name), DocumentVersion: unspecified }])
    expect((await test.call(listDocuments, { Filters })).DocumentIdentifiers).toMatchObject([{ Name, DocumentVersion: '1' }])
  })

  it('lists what is shared as Private, and what everybody may use as Public', async () => {
    const Name = await makeDocument()
    const Public = await makeDocument()
    await share(Name, { AccountIdsToAdd: [neighbour.accountId] })
    await share(Public, { AccountIdsToAdd: ['All'] })
    const listed = async (Owner: string, caller: typeof neighbour) => {
      const Filters = [{ Key: 'Owner', Values: [Owner] }]
      const { DocumentIdentifiers = [] } = await test.call(listDocuments, { Filters }, caller)
      return DocumentIdentifiers.map((one) => one.Name)
    }
    expect(await listed('Private', neighbour)).toContain(arnOf(Name))
    expect(await listed('Private', neighbour)).not.toContain(arnOf(Public))
    expect(await listed('Public', stranger)).toContain(arnOf(Public))
    expect(await listed('Private', stranger)).toEqual([])
    expect(await listed('Self', neighbour)).toEqual([])
    expect(await listed('000000000001', stranger)).toEqual([arnOf(Public)])
    await share(Public, { AccountIdsToRemove: ['all'] })
    expect(await listed('Public', stranger)).not.toContain(arnOf(Public))
  })

  it('stands against deletion, with Force too', async () => {
    const Name = await makeDocument()
    await share(Name, { AccountIdsToAdd: [neighbour.accountId] })
    const failure = { code: 'InvalidDocumentOperation', message: expect.stringContaining('still shared') as string }
    await expect(test.call(deleteDocument, { Name, Force: true })).rejects.toMatchObject(failure)
    await share(Name, { AccountIdsToRemove: [neighbour.accountId] })
    await test.call(deleteDocument, { Name })
  })

  it('removes what is both added and removed', async () => {
    const Name = await makeDocument()
    await share(Name, { AccountIdsToAdd: ['000000000008', '000000000009'], AccountIdsToRemove: ['000000000009'] })
    expect(await test.call(describeDocumentPermission, { Name, PermissionType: 'Share' })).toMatchObject({
      AccountIds: ['000000000008'],
      AccountSharingInfoList: [{ AccountId: '000000000008', SharedDocumentVersion: '$DEFAULT' }],
    })
  })

  it('is blocked for everybody by the setting, and by the limit', async () => {
    const [one, two] = [await makeDocument(), await makeDocument()]
    const SettingId = '/ssm/documents/console/public-sharing-permission'
    await test.call(updateServiceSetting, { SettingId, SettingValue: 'Disable' })
    await expect(share(one, { AccountIdsToAdd: ['all'] })).rejects.toMatchObject({ code: 'AccessDeniedException' })
    await test.call(resetServiceSetting, { SettingId })
    await test.call(updateServiceSetting, { SettingId: '/quarterdeck/documents/max-public-documents', SettingValue: '1' })
    await share(one, { AccountIdsToAdd: ['all'] })
    await share(one, { AccountIdsToAdd: ['all'], SharedDocumentVersion: '$LATEST' })
    await expect(share(two, { AccountIdsToAdd: ['all'] })).rejects.toMatchObject({ code: 'DocumentPermissionLimit' })
    await share(one, { AccountIdsToRemove: ['all'] })
  })

  it('stops at the limit of accounts', async () => {
    const Name = await makeDocument()
    await test.call(updateServiceSetting, { SettingId: '/quarterdeck/documents/max-shared-accounts', SettingValue: '2' })
    const call = share(Name, { AccountIdsToAdd: ['000000000007', '000000000008', '000000000009'] })
    await expect(call).rejects.toMatchObject({ code: 'DocumentPermissionLimit' })
    await test.call(resetServiceSetting, { SettingId: '/quarterdeck/documents/max-shared-accounts' })
  })

  it.each([
    [{ AccountIdsToAdd: ['12'] }, 'ValidationException'],
    [{ AccountIdsToAdd: ['000000000001'] }, 'ValidationException'],
    [{}, 'ValidationException'],
    [{ PermissionType: 'Own', AccountIdsToAdd: ['all'] }, 'ValidationException'],
    [{ Name: 'Nowhere', AccountIdsToAdd: ['all'] }, 'InvalidDocument'],
    [{ Name: 'AWS-RunShellScript', AccountIdsToAdd: ['all'] }, 'InvalidDocument'],
    [{ AccountIdsToAdd: Array.from({ length: 21 }, (_, index) => String(100_000_000_000 + index)) }, 'ValidationException'],
  ])('refuses %j with %s', async (change, code) => {
    await expect(share(await makeDocument(), change)).rejects.toMatchObject({ code })
  })
})

describe('DescribeDocumentPermission', () => {
  it('pages', async () => {
    const Name = await makeDocument()
    await share(Name, { AccountIdsToAdd: ['000000000007', '000000000008', '000000000009'] })
    const ask = (NextToken?: string) =>
      test.call(describeDocumentPermission, { Name, PermissionType: 'Share', MaxResults: 2, NextToken })
    const first = await ask()
    const second = await ask(first.NextToken)
    expect([first.AccountIds, second.AccountIds, second.NextToken]).toEqual([
      ['000000000007', '000000000008'],
      ['000000000009'],
      undefined,
    ])
  })

  it('is for the owner of a document alone', async () => {
    const Name = 'AWS-RunShellScript'
    const call = test.call(describeDocumentPermission, { Name, PermissionType: 'Share' })
    await expect(call).rejects.toMatchObject({ code: 'InvalidDocumentOperation' })
  })
})

describe('reviews', () => {
  const act = (Name: string, Action: string, more: { comment?: string; DocumentVersion?: string } = {}) => {
    const { comment, ...rest } = more
    const Comment = comment === undefined ? undefined : [{ Type: 'Comment', Content: comment }]
    return test.call(updateDocumentMetadata, { Name, DocumentReviews: { Action, Comment }, ...rest })
  }
  const statusOf = async (Name: string, DocumentVersion: string) =>
    (await test.call(describeDocument, { Name, DocumentVersion })).Document?.ReviewStatus

  it('go from sent to approved, one version at a time, with a history', async () => {
    const Name = await makeDocument()
    await act(Name, 'SendForReview', { DocumentVersion: '1', comment: 'please look' })
    await act(Name, 'SendForReview', { DocumentVersion: '2' })
    expect([await statusOf(Name, '1'), await statusOf(Name, '2')]).toEqual(['NOT_REVIEWED', 'PENDING'])
    await act(Name, 'Approve', { comment: 'fine' })
    await act(Name, 'SendForReview', { DocumentVersion: '1' })
    await act(Name, 'Approve', { DocumentVersion: '1' })
    expect([await statusOf(Name, '1'), await statusOf(Name, '2')]).toEqual(['APPROVED', 'REJECTED'])
    await act(Name, 'UpdateReview', { DocumentVersion: '1', comment: 'looked twice' })
    const ask = { Name, DocumentVersion: '1', Metadata: 'DocumentReviews', MaxResults: 2 }
    const first = await test.call(listDocumentMetadataHistory, ask)
    expect(first).toMatchObject({
      Author: 'owner@example.net',
      Metadata: {
        ReviewerResponse: [
          { ReviewStatus: 'APPROVED', Reviewer: 'owner@example.net', Comment: [{ Type: 'Comment', Content: 'looked twice' }] },
          { ReviewStatus: 'PENDING', Comment: [] },
        ],
      },
    })
    const second = await test.call(listDocumentMetadataHistory, { ...ask, NextToken: first.NextToken })
    expect(second.Metadata?.ReviewerResponse).toMatchObject([{ Comment: [{ Content: 'please look' }] }])
  })

  it.each([
    [{ Action: 'Approve' }, 'InvalidDocumentOperation'],
    [{ Action: 'Reject' }, 'InvalidDocumentOperation'],
    [{ Action: 'UpdateReview' }, 'InvalidDocumentOperation'],
    [{ Action: 'Applaud' }, 'ValidationException'],
    [{ Action: 'SendForReview', DocumentVersion: '9' }, 'InvalidDocumentVersion'],
    [{ Action: 'SendForReview', Name: 'AWS-RunShellScript' }, 'InvalidDocumentOperation'],
  ])('refuse %j with %s', async ({ Action, ...more }, code) => {
    const call = test.call(updateDocumentMetadata, { Name: await makeDocument(), DocumentReviews: { Action }, ...more })
    await expect(call).rejects.toMatchObject({ code })
  })
})
