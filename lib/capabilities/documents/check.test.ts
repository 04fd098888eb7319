import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { updateServiceSetting } from '#lib/capabilities/settings/operations/update-service-setting'
import { checkDocument } from './operations/check-document'
import { createDocument } from './operations/create-document'
import { scriptJson } from './testing/sample-documents'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
  await test.call(createDocument, { Name: 'here-already', Content: scriptJson('true'), VersionName: 'first' })
})
afterAll(async () => test.close())

const check = async (input: object) => (await test.call(checkDocument, input)).Problems
const limit = (id: string, SettingValue: string) =>
  test.call(updateServiceSetting, { SettingId: `/quarterdeck/documents/${id}`, SettingValue })

describe('CheckDocument', () => {
  it('says that a name is taken, also by a built-in document, and only for a new one', async () => {
    expect(await check({ Name: 'here-already', IsNew: true })).toMatchObject([{ Kind: 'NameTaken' }])
    expect(await check({ Name: 'AWS-RunShellScript', IsNew: true })).toMatchObject([{ Kind: 'NameTaken' }])
    expect(await check({ Name: 'here-already', IsNew: false })).toEqual([])
    expect(await check({ Name: 'not-here-yet', IsNew: true })).toEqual([])
    expect(await check({ IsNew: true })).toEqual([])
  })

  it('says which documents that steps name are missing, in which version, and which are of another type', async () => {
    const Documents = [
      { Name: 'here-already', Version: '1', Type: 'Command' },
      { Name: 'nowhere', Type: 'Command' },
      { Name: 'here-already', Version: '7' },
      { Name: 'here-already', Type: 'Automation' },
      { Name: 'AWS-RunShellScript', Version: '$LATEST' },
      { Name: 'arn:aws:ssm:eu-1:000000000009:document/of-somebody' },
    ]
    expect(await check({ IsNew: true, Documents })).toMatchObject([
      { Kind: 'NoDocument', Index: 1, Message: 'Document with name nowhere does not exist.' },
      { Kind: 'NoVersion', Index: 2, Message: expect.stringContaining('has no version 7') },
      { Kind: 'OtherType', Index: 3, Message: expect.stringContaining('of the type Command') },
      { Kind: 'NoDocument', Index: 5 },
    ])
  })

  it('says which attachments the document has not', async () => {
    expect(await check({ Name: 'here-already', IsNew: false, Attachments: ['tools.zip'] })).toMatchObject([
      { Kind: 'NoAttachment', Index: 0, Message: expect.stringContaining('tools.zip') },
    ])
  })

  it('says that saving would pass a limit', async () => {
    await limit('max-documents', '1')
    await limit('max-versions', '1')
    expect(await check({ IsNew: true })).toMatchObject([
      { Kind: 'LimitReached', Message: expect.stringContaining('max-documents') },
    ])
    expect(await check({ Name: 'here-already', IsNew: false })).toMatchObject([{ Kind: 'LimitReached' }])
    await limit('max-documents', '500')
    await limit('max-versions', '1000')
  })

  it('is for viewers too, writes nothing, and refuses what is no request', async () => {
    const viewer = testUser('viewer')
    expect(await test.call(checkDocument, { Name: 'here-already', IsNew: true }, viewer)).toMatchObject({ Problems: [{}] })
    for (const input of [{}, { IsNew: 'x' }, { IsNew: true, Documents: [{}] }, { IsNew: true, Attachments: [7] }])
      await expect(test.call(checkDocument, input)).rejects.toMatchObject({ status: 400 })
  })
})
