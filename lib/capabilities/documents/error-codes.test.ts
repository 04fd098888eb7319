/** Which code each operation answers, beside the codes that the public model gives it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnyOperation } from '#lib/api/operation'
import { type TestContext, testContext, testNode } from '#lib/api/testing/test-context'
import { createDocument } from './operations/create-document'
import { documentOperations } from './operations'
import { restartRunbook, scriptJson } from './testing/sample-documents'

const Name = 'Sample'
const builtin = 'AWS-RunShellScript'
let test: TestContext
beforeAll(async () => {
  test = await testContext()
  await test.call(createDocument, { Name, Content: scriptJson('echo 1'), VersionName: 'one' })
})
afterAll(async () => test.close())

const model: Readonly<Record<string, readonly string[]>> = {
  CreateDocument: [
    'DocumentAlreadyExists',
    'MaxDocumentSizeExceeded',
    'InvalidDocumentContent',
    'DocumentLimitExceeded',
    'InvalidDocumentSchemaVersion',
    'TooManyUpdates',
    'NoLongerSupportedException',
  ],
  UpdateDocument: [
    'MaxDocumentSizeExceeded',
    'DocumentVersionLimitExceeded',
    'DuplicateDocumentContent',
    'DuplicateDocumentVersionName',
    'InvalidDocumentContent',
    'InvalidDocumentVersion',
    'InvalidDocumentSchemaVersion',
    'InvalidDocument',
    'InvalidDocumentOperation',
  ],
  UpdateDocumentDefaultVersion: ['InvalidDocument', 'InvalidDocumentVersion', 'InvalidDocumentSchemaVersion'],
  UpdateDocumentMetadata: ['InvalidDocument', 'InvalidDocumentOperation', 'InvalidDocumentVersion', 'TooManyUpdates'],
  DeleteDocument: ['InvalidDocument', 'InvalidDocumentOperation', 'AssociatedInstances', 'TooManyUpdates'],
  GetDocument: ['InvalidDocument', 'InvalidDocumentVersion'],
  DescribeDocument: ['InvalidDocument', 'InvalidDocumentVersion'],
  ListDocuments: ['InvalidNextToken', 'InvalidFilterKey'],
  ListDocumentVersions: ['InvalidNextToken', 'InvalidDocument'],
  ListDocumentMetadataHistory: ['InvalidDocument', 'InvalidDocumentVersion', 'InvalidNextToken'],
  DescribeDocumentPermission: ['InvalidDocument', 'InvalidNextToken', 'InvalidPermissionType', 'InvalidDocumentOperation'],
  ModifyDocumentPermission: ['InvalidDocument', 'InvalidPermissionType', 'DocumentPermissionLimit', 'DocumentLimitExceeded'],
}
/** Every operation may answer these. */
const common = ['ValidationException', 'AccessDeniedException']

const content = (command: string) => ({ Content: scriptJson(command) })
const cases: readonly [operation: string, input: object, code: string][] = [
  ['CreateDocument', { Name, ...content('x') }, 'DocumentAlreadyExists'],
  ['CreateDocument', { Name: 'AWS-x', ...content('x') }, 'ValidationException'],
  ['CreateDocument', { Name: 'New', Content: 'x'.repeat(70_000) }, 'MaxDocumentSizeExceeded'],
  ['CreateDocument', { Name: 'New', Content: '{' }, 'InvalidDocumentContent'],
  ['CreateDocument', { Name: 'New', Content: restartRunbook }, 'InvalidDocumentSchemaVersion'],
  ['CreateDocument', { Name: 'New', ...content('x'), VersionName: 'a b' }, 'ValidationException'],
  ['CreateDocument', { Name: 'New', ...content('x'), TargetType: 'EC2' }, 'ValidationException'],
  ['CreateDocument', { Name: 'New', ...content('x'), DisplayName: 'a*b' }, 'ValidationException'],
  ['CreateDocument', { Name: 'New', ...content('x'), DocumentFormat: 'TOML' }, 'ValidationException'],
  ['CreateDocument', { Name: 'New', ...content('x'), Requires: [] }, 'ValidationException'],
  [
    'CreateDocument',
    {
      Name: 'New',
      ...content('x'),
      Attachments: Array.from({ length: 21 }, () => ({ Key: 'S3FileUrl', Values: ['https://a.example/abc'] })),
    },
    'ValidationException',
  ],
  [
    'CreateDocument',
    { Name: 'New', ...content('x'), Tags: Array.from({ length: 1001 }, (_, index) => ({ Key: `k${index}`, Value: '' })) },
    'ValidationException',
  ],
  ['CreateDocument', content('x'), 'ValidationException'],
  ['CreateDocument', { Name: 'New' }, 'ValidationException'],
  ['UpdateDocument', { Name, ...content('echo 1') }, 'DuplicateDocumentContent'],
  ['UpdateDocument', { Name, ...content('y'), VersionName: 'one' }, 'DuplicateDocumentVersionName'],
  ['UpdateDocument', { Name, ...content('y'), DocumentVersion: '7' }, 'InvalidDocumentVersion'],
  ['UpdateDocument', { Name, ...content('y'), DocumentVersion: 'latest' }, 'ValidationException'],
  ['UpdateDocument', { Name, Content: '{' }, 'InvalidDocumentContent'],
  ['UpdateDocument', { Name, Content: '{}' }, 'InvalidDocumentSchemaVersion'],
  ['UpdateDocument', { Name, Content: 'x'.repeat(70_000) }, 'MaxDocumentSizeExceeded'],
  ['UpdateDocument', { Name: 'Nowhere', ...content('y') }, 'InvalidDocument'],
  ['UpdateDocument', { Name: builtin, ...content('y') }, 'InvalidDocumentOperation'],
  ['UpdateDocumentDefaultVersion', { Name, DocumentVersion: '7' }, 'InvalidDocumentVersion'],
  ['UpdateDocumentDefaultVersion', { Name, DocumentVersion: '$DEFAULT' }, 'ValidationException'],
  ['UpdateDocumentDefaultVersion', { Name }, 'ValidationException'],
  ['UpdateDocumentDefaultVersion', { Name: 'Nowhere', DocumentVersion: '1' }, 'InvalidDocument'],
  ['UpdateDocumentDefaultVersion', { Name: builtin, DocumentVersion: '1' }, 'InvalidDocument'],
  ['UpdateDocumentMetadata', { Name, DocumentReviews: { Action: 'Approve' } }, 'InvalidDocumentOperation'],
  [
    'UpdateDocumentMetadata',
    { Name, DocumentVersion: '7', DocumentReviews: { Action: 'SendForReview' } },
    'InvalidDocumentVersion',
  ],
  ['UpdateDocumentMetadata', { Name: 'Nowhere', DocumentReviews: { Action: 'SendForReview' } }, 'InvalidDocument'],
  ['UpdateDocumentMetadata', { Name: builtin, DocumentReviews: { Action: 'SendForReview' } }, 'InvalidDocumentOperation'],
  ['UpdateDocumentMetadata', { Name }, 'ValidationException'],
  ['DeleteDocument', { Name: 'Nowhere' }, 'InvalidDocument'],
  ['DeleteDocument', { Name: builtin }, 'InvalidDocumentOperation'],
  ['DeleteDocument', { Name, DocumentVersion: '1' }, 'InvalidDocumentOperation'],
  ['DeleteDocument', { Name, DocumentVersion: '7' }, 'InvalidDocument'],
  ['DeleteDocument', { Name, VersionName: 'seven' }, 'InvalidDocument'],
  ['GetDocument', { Name: 'Nowhere' }, 'InvalidDocument'],
  ['GetDocument', { Name, DocumentVersion: '7' }, 'InvalidDocumentVersion'],
  ['GetDocument', { Name, VersionName: 'seven' }, 'InvalidDocumentVersion'],
  ['GetDocument', { Name, DocumentVersion: '0' }, 'ValidationException'],
  ['DescribeDocument', { Name: 'Nowhere' }, 'InvalidDocument'],
  ['DescribeDocument', { Name, DocumentVersion: '7' }, 'InvalidDocumentVersion'],
  ['ListDocuments', { Filters: [{ Key: 'Colour', Values: ['red'] }] }, 'InvalidFilterKey'],
  ['ListDocuments', { NextToken: 'x' }, 'InvalidNextToken'],
  ['ListDocuments', { MaxResults: 0 }, 'ValidationException'],
  ['ListDocumentVersions', { Name: 'Nowhere' }, 'InvalidDocument'],
  ['ListDocumentVersions', { Name, NextToken: 'x' }, 'InvalidNextToken'],
  ['ListDocumentVersions', { Name, MaxResults: 51 }, 'ValidationException'],
  ['ListDocumentMetadataHistory', { Name: 'Nowhere', Metadata: 'DocumentReviews' }, 'InvalidDocument'],
  ['ListDocumentMetadataHistory', { Name: builtin, Metadata: 'DocumentReviews' }, 'InvalidDocument'],
  ['ListDocumentMetadataHistory', { Name, DocumentVersion: '7', Metadata: 'DocumentReviews' }, 'InvalidDocumentVersion'],
  ['ListDocumentMetadataHistory', { Name, NextToken: 'x', Metadata: 'DocumentReviews' }, 'InvalidNextToken'],
  ['ListDocumentMetadataHistory', { Name }, 'ValidationException'],
  ['DescribeDocumentPermission', { Name: 'Nowhere', PermissionType: 'Share' }, 'InvalidDocument'],
  ['DescribeDocumentPermission', { Name: builtin, PermissionType: 'Share' }, 'InvalidDocumentOperation'],
  ['DescribeDocumentPermission', { Name, PermissionType: 'Share', NextToken: 'x' }, 'InvalidNextToken'],
  ['DescribeDocumentPermission', { Name, PermissionType: 'Own' }, 'ValidationException'],
  ['DescribeDocumentPermission', { Name, PermissionType: 'Share', MaxResults: 201 }, 'ValidationException'],
  ['ModifyDocumentPermission', { Name: 'Nowhere', PermissionType: 'Share', AccountIdsToAdd: ['all'] }, 'InvalidDocument'],
  ['ModifyDocumentPermission', { Name: builtin, PermissionType: 'Share', AccountIdsToAdd: ['all'] }, 'InvalidDocument'],
  ['ModifyDocumentPermission', { Name, PermissionType: 'Share' }, 'ValidationException'],
  ['ModifyDocumentPermission', { Name, PermissionType: 'Share', AccountIdsToAdd: ['12'] }, 'ValidationException'],
]

const operationNamed = (name: string): AnyOperation => {
  const found = documentOperations.find((one) => one.name === name)
  if (!found) throw new Error(`There is no ${name}.`)
  return found
}

describe('documents', () => {
  it.each(cases)('%s %j is refused with %s', async (name, input, code) => {
    await expect(test.call(operationNamed(name), input)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/\S/) as string,
    })
    expect([...common, ...(model[name] ?? [])]).toContain(code)
  })

  it('are packages to stock agents, which are told to read them as documents', async () => {
    const node = testNode('mi-0123456789abcdef0')
    const asked = test.call(operationNamed('GetManifest'), { PackageName: Name, PackageVersion: 'latest' }, node)
    await expect(asked).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: expect.stringContaining('GetDocument') as string,
    })
    expect(await test.call(operationNamed('DescribeDocument'), { Name, VersionName: 'one' }, node)).toMatchObject({
      Document: { Status: 'Active' },
    })
    const told = {
      PackageName: Name,
      PackageVersion: 'one',
      Operation: 'Install',
      OverallTiming: 12_000_000_000,
      Result: 0,
      Attributes: { platformName: 'ubuntu' },
      Steps: [{ Action: 'download', Result: 0, Timing: 12 }],
    }
    expect(await test.call(operationNamed('PutConfigurePackageResult'), told, node)).toEqual({})
    await expect(test.call(operationNamed('GetManifest'), { PackageName: Name })).rejects.toMatchObject({
      code: 'AccessDeniedException',
    })
  })
})
