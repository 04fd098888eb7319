export { countOf, settingOf } from './store'
