import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { updateServiceSetting } from '#lib/capabilities/settings/operations/update-service-setting'
import { createDocument } from './operations/create-document'
import { deleteDocument } from './operations/delete-document'
import { deleteFavouriteDocument } from './operations/delete-favourite-document'
import { listFavouriteDocuments } from './operations/list-favourite-documents'
import { modifyDocumentPermission } from './operations/modify-document-permission'
import { putFavouriteDocument } from './operations/put-favourite-document'
import { insertFavourite } from './store/favourites'
import { scriptJson } from './testing/sample-documents'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const viewer = testUser('viewer')
const foreigner = { ...testUser(), accountId: '000000000002', userId: 'foreigner' }

async function favourites(caller = testUser(), Filters: object[] = []) {
  const { DocumentIdentifiers } = await test.call(listFavouriteDocuments, { Filters }, caller)
  return DocumentIdentifiers.map(({ Name }) => Name)
}

describe('favourites', () => {
  it('are kept for one person, a viewer too, in the order of names, and are taken off again', async () => {
    await test.call(createDocument, { Name: 'kept-1', Content: scriptJson('1'), Tags: [{ Key: 'env', Value: 'prod' }] })
    for (const Name of ['kept-1', 'AWS-RunShellScript', 'kept-1']) await test.call(putFavouriteDocument, { Name }, viewer)
    expect(await favourites(viewer)).toEqual(['AWS-RunShellScript', 'kept-1'])
    expect(await favourites()).toEqual([])
    await test.call(deleteFavouriteDocument, { Name: 'AWS-RunShellScript' }, viewer)
    await test.call(deleteFavouriteDocument, { Name: 'AWS-RunShellScript' }, viewer)
    expect(await favourites(viewer)).toEqual(['kept-1'])
  })

  it('are filtered as ListDocuments filters', async () => {
    await test.call(putFavouriteDocument, { Name: 'AWS-RunShellScript' })
    await test.call(putFavouriteDocument, { Name: 'kept-1' })
    const filters = [
      [{ Key: 'Owner', Values: ['Self'] }, ['kept-1']],
      [{ Key: 'Name', Values: ['AWS-'] }, ['AWS-RunShellScript']],
      [{ Key: 'tag:env', Values: ['prod'] }, ['kept-1']],
      [{ Key: 'DocumentType', Values: ['Automation'] }, []],
    ] as const
    for (const [filter, names] of filters) expect(await favourites(testUser(), [filter])).toEqual(names)
    await expect(favourites(testUser(), [{ Key: 'Colour', Values: ['red'] }])).rejects.toMatchObject({ code: 'InvalidFilterKey' })
  })

  it('go with the document: one made under its name later is another one', async () => {
    await test.call(createDocument, { Name: 'kept-2', Content: scriptJson('1') })
    await test.call(putFavouriteDocument, { Name: 'kept-2' }, viewer)
    await test.call(deleteDocument, { Name: 'kept-2' })
    await test.call(createDocument, { Name: 'kept-2', Content: scriptJson('1') })
    expect(await favourites(viewer)).not.toContain('kept-2')
  })

  it('may be of another account, by ARN, for as long as it shares them', async () => {
    const Name = 'arn:aws:ssm:local-1:000000000001:document/kept-3'
    await test.call(createDocument, { Name: 'kept-3', Content: scriptJson('1') })
    await expect(test.call(putFavouriteDocument, { Name }, foreigner)).rejects.toMatchObject({ code: 'InvalidDocument' })
    const share = { Name: 'kept-3', PermissionType: 'Share' }
    await test.call(modifyDocumentPermission, { ...share, AccountIdsToAdd: [foreigner.accountId] })
    await test.call(putFavouriteDocument, { Name }, foreigner)
    expect(await favourites(foreigner)).toEqual([Name])
    await test.call(modifyDocumentPermission, { ...share, AccountIdsToRemove: [foreigner.accountId] })
    expect(await favourites(foreigner)).toEqual([])
    await test.call(deleteFavouriteDocument, { Name }, foreigner)
    await test.call(modifyDocumentPermission, { ...share, AccountIdsToAdd: [foreigner.accountId] })
    expect(await favourites(foreigner)).toEqual([])
  })

  it('have a limit, of which those that cannot be seen any more are no part', async () => {
    const operator = testUser('operator')
    const { accountId } = test.ctx.caller
    await test.call(updateServiceSetting, { SettingId: '/quarterdeck/documents/max-favourites', SettingValue: '2' })
    for (const Name of ['kept-4', 'kept-5']) await test.call(createDocument, { Name, Content: scriptJson('1') })
    for (const name of ['gone-1', 'gone-2']) await insertFavourite(test.ctx, operator.userId, { accountId, name })
    for (const Name of ['kept-4', 'kept-5']) await test.call(putFavouriteDocument, { Name }, operator)
    expect(await favourites(operator)).toEqual(['kept-4', 'kept-5'])
    await expect(test.call(putFavouriteDocument, { Name: 'kept-1' }, operator)).rejects.toMatchObject({
      code: 'LimitExceededException',
    })
    await test.call(deleteFavouriteDocument, { Name: 'kept-5' }, operator)
    await test.call(putFavouriteDocument, { Name: 'kept-1' }, operator)
  })

  it('are of documents that exist', async () => {
    await expect(test.call(putFavouriteDocument, { Name: 'nothing-here' })).rejects.toMatchObject({ code: 'InvalidDocument' })
  })
})
