import { GetServiceSettingRequest$, type GetServiceSettingRequest, type GetServiceSettingResult } from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { sdkShape } from '#lib/wire/sdk-shape'
import { parseSettingId } from '../model'
import { findChanged } from '../store'
import { settingArn, wireSetting } from '../wire'

export const getServiceSetting = operation({
  name: 'GetServiceSetting',
  access: 'read',
  input: sdkShape<GetServiceSettingRequest>(GetServiceSettingRequest$),
  resources: (input, ctx) => [settingArn(ctx, input.SettingId ?? '')],
  async handle(ctx, input): Promise<GetServiceSettingResult> {
    const id = parseSettingId(input.SettingId ?? '')
    return { ServiceSetting: wireSetting(ctx, id, await findChanged(ctx, id)) }
  },
})
