export { openOutputObject } from './engine/read-object'
export { listCommands } from './operations/list-commands'
