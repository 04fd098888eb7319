import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext } from '#lib/api/testing/test-context'
import { createDocument } from './operations/create-document'
import { listDocumentUses } from './operations/list-document-uses'
import { holdDocument, releaseDocuments } from './store/uses'
import { scriptJson } from './testing/sample-documents'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

describe('ListDocumentUses', () => {
  it('names what uses a document with the version it uses, until that is over', async () => {
    await test.call(createDocument, { Name: 'used-document', Content: scriptJson('true') })
    const key = { accountId: test.ctx.caller.accountId, name: 'used-document' }
    await holdDocument(test.ctx, key, { kind: 'association', id: 'a-1', version: '$DEFAULT' })
    await holdDocument(test.ctx, key, { kind: 'command', id: 'c-1', version: '1' })
    expect(await test.call(listDocumentUses, { Name: 'used-document' })).toEqual({
      Uses: [
        { Kind: 'association', Id: 'a-1', DocumentVersion: '$DEFAULT' },
        { Kind: 'command', Id: 'c-1', DocumentVersion: '1' },
      ],
      IsCut: false,
      RequiredBy: [],
    })
    await releaseDocuments(test.ctx, 'command', ['c-1'])
    expect((await test.call(listDocumentUses, { Name: 'used-document' })).Uses).toHaveLength(1)
  })

  it('names the documents that require it', async () => {
    await test.call(createDocument, { Name: 'needed-document', Content: scriptJson('true') })
    await test.call(createDocument, {
      Name: 'needing-document',
      Content: scriptJson('true'),
      Requires: [{ Name: 'needed-document', Version: '1' }],
    })
    expect(await test.call(listDocumentUses, { Name: 'needed-document' })).toMatchObject({
      Uses: [],
      RequiredBy: ['needing-document'],
    })
  })

  it('has nothing to say of built-in documents, and refuses names that are none', async () => {
    expect(await test.call(listDocumentUses, { Name: 'AWS-RunShellScript' })).toEqual({ Uses: [], IsCut: false, RequiredBy: [] })
    await expect(test.call(listDocumentUses, { Name: 'nothing-here' })).rejects.toMatchObject({ code: 'InvalidDocument' })
  })
})
