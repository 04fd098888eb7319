import type { ServiceSetting } from '@aws-sdk/client-ssm'
import type { Ctx } from '#lib/platform/context'
import { parseSettingId, type SettingId, settings } from './model'
import type { Changed } from './store'

export function settingArn(ctx: Ctx, given: string): string {
  return `arn:aws:ssm:${ctx.config.region}:${ctx.caller.accountId}:servicesetting${parseSettingId(given)}`
}

export function wireSetting(ctx: Ctx, id: SettingId, changed: Changed | undefined): ServiceSetting {
  return {
    SettingId: id,
    SettingValue: changed?.value ?? settings[id].default,
    LastModifiedDate: changed?.changedAt ?? new Date(0),
    LastModifiedUser: changed?.changedBy ?? 'System',
    ARN: settingArn(ctx, id),
    Status: changed ? 'Customized' : 'Default',
  }
}
