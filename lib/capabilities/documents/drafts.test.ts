import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { updateServiceSetting } from '#lib/capabilities/settings/operations/update-service-setting'
import { createDocument } from './operations/create-document'
import { deleteDocument } from './operations/delete-document'
import { deleteDocumentDraft } from './operations/delete-document-draft'
import { getDocumentDraft } from './operations/get-document-draft'
import { listDocumentDrafts } from './operations/list-document-drafts'
import { putDocumentDraft } from './operations/put-document-draft'
import { updateDocument } from './operations/update-document'
import { documentJobs } from './jobs'
import { scriptJson } from './testing/sample-documents'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const text = { Content: 'half a docu', DocumentFormat: 'YAML', DocumentType: 'Command' }
const operator = testUser('operator')
let made = 0
const newName = () => `draft-${(made += 1)}`

describe('drafts', () => {
  it('are kept for one person, also when they are no document yet', async () => {
    const Name = newName()
    const begun = await test.call(putDocumentDraft, { Name, ...text, Revision: 0 })
    expect(begun).toMatchObject({ Revision: 1, State: 'current', BaseVersion: undefined })
    await test.call(putDocumentDraft, { Name, ...text, Content: '', Revision: 1 })
    expect(await test.call(getDocumentDraft, { Name })).toMatchObject({ Content: '', Revision: 2, DocumentFormat: 'YAML' })
    await expect(test.call(getDocumentDraft, { Name }, operator)).rejects.toMatchObject({ code: 'DraftNotFound' })
    await test.call(putDocumentDraft, { Name, ...text, Revision: 0 }, operator)
    await test.call(deleteDocumentDraft, { Name })
    await expect(test.call(deleteDocumentDraft, { Name })).rejects.toMatchObject({ code: 'DraftNotFound' })
    expect(await test.call(getDocumentDraft, { Name }, operator)).toMatchObject({ Revision: 1 })
  })

  it('tell of a version that was saved in the meantime, and of a document that came or went', async () => {
    const Name = newName()
    const stateOf = async () => (await test.call(getDocumentDraft, { Name })).State
    await test.call(putDocumentDraft, { Name, ...text, Revision: 0 })
    await test.call(createDocument, { Name, Content: scriptJson('1') })
    expect(await stateOf()).toBe('created')
    await test.call(putDocumentDraft, { Name, ...text, BaseVersion: '1', Revision: 1 })
    expect(await stateOf()).toBe('current')
    await test.call(updateDocument, { Name, Content: scriptJson('2') }, operator)
    expect(await test.call(getDocumentDraft, { Name })).toMatchObject({ State: 'behind', BaseVersion: '1', LatestVersion: '2' })
    await test.call(deleteDocument, { Name })
    expect(await stateOf()).toBe('deleted')
  })

  it('are never overwritten by a window that has not seen the latest', async () => {
    const Name = newName()
    await test.call(putDocumentDraft, { Name, ...text, Revision: 0 })
    const writers = await Promise.allSettled(
      ['a', 'b', 'c'].map((Content) => test.call(putDocumentDraft, { Name, ...text, Content, Revision: 1 })),
    )
    expect(writers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const Revision of [0, 1, 7])
      await expect(test.call(putDocumentDraft, { Name, ...text, Revision })).rejects.toMatchObject({ code: 'DraftConflict' })
  })

  it('are listed by name, in pages, without their text', async () => {
    const viewer = testUser('viewer')
    expect(await test.call(listDocumentDrafts, {}, viewer)).toEqual({ Drafts: [], NextToken: undefined })
    const other = { ...testUser(), userId: 'another' }
    for (const Name of ['b', 'a', 'c']) await test.call(putDocumentDraft, { Name, ...text, Revision: 0 }, other)
    const first = await test.call(listDocumentDrafts, { MaxResults: 2 }, other)
    const second = await test.call(listDocumentDrafts, { MaxResults: 2, NextToken: first.NextToken }, other)
    expect([...first.Drafts, ...second.Drafts].map(({ Name }) => Name)).toEqual(['a', 'b', 'c'])
    expect(first.Drafts[0]).not.toHaveProperty('Content')
    expect(second.NextToken).toBeUndefined()
  })

  it.each([
    [{ DocumentType: 'Poem' }, 'ValidationException'],
    [{ DocumentFormat: 'XML' }, 'ValidationException'],
    [{ Content: 'x'.repeat(256 * 1024 + 1) }, 'ValidationException'],
    [{ BaseVersion: '0' }, 'ValidationException'],
    [{ Name: 'a/b' }, 'ValidationException'],
  ])('refuse what is wrong with %s', async (input, code) => {
    await expect(test.call(putDocumentDraft, { Name: newName(), ...text, Revision: 0, ...input })).rejects.toMatchObject({ code })
  })

  it('stop at the limit, and go when nobody touched them for a year', async () => {
    const other = await testContext()
    await other.call(updateServiceSetting, { SettingId: '/quarterdeck/documents/max-drafts', SettingValue: '1' })
    await other.call(putDocumentDraft, { Name: 'one', ...text, Revision: 0 })
    const call = other.call(putDocumentDraft, { Name: 'two', ...text, Revision: 0 })
    await expect(call).rejects.toMatchObject({ code: 'DraftLimitExceeded' })
    other.clock.advance(366 * 86_400_000)
    await documentJobs['documents.prune']?.(other.ctx, {})
    expect((await other.call(listDocumentDrafts, {})).Drafts).toEqual([])
    await other.close()
  })
})
