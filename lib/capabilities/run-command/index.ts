export { openOutputObject } from './engine/read-object'
