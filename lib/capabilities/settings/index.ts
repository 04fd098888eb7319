export { parseSettingId, type SettingId } from './model'
export { countOf, settingOf } from './store'
