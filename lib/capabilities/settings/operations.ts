import { getServiceSetting } from './operations/get-service-setting'
import { resetServiceSetting } from './operations/reset-service-setting'
import { updateServiceSetting } from './operations/update-service-setting'

export const settingOperations = [getServiceSetting, updateServiceSetting, resetServiceSetting] as const
