export { openOutputObject } from './engine/read-object'
export { countOpenCommands } from './store/commands'
export { listCommands } from './operations/list-commands'
export { resealJobs } from './engine/root-key-change'
