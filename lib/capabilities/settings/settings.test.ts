import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestContext, testContext, testUser } from '#lib/api/testing/test-context'
import { countOf } from './index'
import { getServiceSetting } from './operations/get-service-setting'
import { resetServiceSetting } from './operations/reset-service-setting'
import { updateServiceSetting } from './operations/update-service-setting'

let test: TestContext
beforeAll(async () => {
  test = await testContext()
})
afterAll(async () => test.close())

const SettingId = '/quarterdeck/documents/max-documents'

describe('service settings', () => {
  it('have their default until they are changed, and after they are reset', async () => {
    expect((await test.call(getServiceSetting, { SettingId })).ServiceSetting).toMatchObject({
      SettingValue: '500',
      Status: 'Default',
    })
    await test.call(updateServiceSetting, { SettingId, SettingValue: '7' })
    expect(await countOf(test.ctx, SettingId)).toBe(7)
    expect((await test.call(getServiceSetting, { SettingId })).ServiceSetting).toMatchObject({
      SettingValue: '7',
      Status: 'Customized',
      LastModifiedUser: 'owner@example.net',
    })
    await test.call(resetServiceSetting, { SettingId })
    expect(await countOf(test.ctx, SettingId)).toBe(500)
  })

  it('are found by their ARN too', async () => {
    const arn = 'arn:aws:ssm:local-1:000000000001:servicesetting/ssm/documents/console/public-sharing-permission'
    expect((await test.call(getServiceSetting, { SettingId: arn })).ServiceSetting).toMatchObject({
      ARN: arn,
      SettingValue: 'Enable',
    })
  })

  it.each([
    [{ SettingId: '/ssm/nothing', SettingValue: 'x' }, 'ServiceSettingNotFound'],
    [{ SettingId, SettingValue: '0' }, 'ValidationException'],
    [{ SettingId, SettingValue: 'many' }, 'ValidationException'],
    [{ SettingId: '/ssm/documents/console/public-sharing-permission', SettingValue: 'No' }, 'ValidationException'],
    [{ SettingId: '/quarterdeck/documents/s3-endpoint', SettingValue: 'ftp://x' }, 'ValidationException'],
  ])('refuse %j with %s', async (input, code) => {
    await expect(test.call(updateServiceSetting, input)).rejects.toMatchObject({ code })
  })

  it('are changed by nobody who may only read', async () => {
    const call = test.call(updateServiceSetting, { SettingId, SettingValue: '7' }, testUser('viewer'))
    await expect(call).rejects.toMatchObject({ code: 'AccessDeniedException' })
  })
})
