import { ResetServiceSettingRequest$, type ResetServiceSettingRequest, type ResetServiceSettingResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { parseSettingId } from '../model'
import { deleteSetting } from '../store'
import { settingArn, wireSetting } from '../wire'

export const resetServiceSetting = operation({
  name: 'ResetServiceSetting',
  access: 'write',
  input: sdkShape<ResetServiceSettingRequest>(ResetServiceSettingRequest$),
  resources: (input, ctx) => [settingArn(ctx, input.SettingId ?? '')],
  async handle(tx, input): Promise<ResetServiceSettingResult> {
    const id = parseSettingId(input.SettingId ?? '')
    await deleteSetting(tx, id)
    return { ServiceSetting: wireSetting(tx, id, undefined) }
  },
})
