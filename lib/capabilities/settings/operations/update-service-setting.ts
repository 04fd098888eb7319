import {
  UpdateServiceSettingRequest$,
  type UpdateServiceSettingRequest,
  type UpdateServiceSettingResult,
} from '@aws-sdk/client-ssm'
import { operation } from '#lib/api/operation'
import { callerName } from '#lib/platform/caller-name'
import { sdkShape } from '#lib/wire/sdk-shape'
import { checkValue, parseSettingId } from '../model'
import { upsertSetting } from '../store'
import { settingArn } from '../wire'

export const updateServiceSetting = operation({
  name: 'UpdateServiceSetting',
  access: 'write',
  input: sdkShape<UpdateServiceSettingRequest>(UpdateServiceSettingRequest$),
  resources: (input, ctx) => [settingArn(ctx, input.SettingId ?? '')],
  async handle(tx, input): Promise<UpdateServiceSettingResult> {
    const settingId = parseSettingId(input.SettingId ?? '')
    const value = input.SettingValue ?? ''
    checkValue(settingId, value)
    const { accountId } = tx.caller
    await upsertSetting(tx, { accountId, settingId, value, changedAt: tx.clock.now(), changedBy: callerName(tx.caller) })
    return {}
  },
})
