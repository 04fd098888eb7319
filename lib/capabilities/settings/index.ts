export { countOf, findChanged, settingOf, upsertSetting } from './store'
