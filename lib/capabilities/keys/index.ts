export { keyArn } from './lookup'
export { parameterAlias } from './model/identifier'
export { open, rewrap, seal, type Sealed } from './sealing'
