export { keyArn } from './lookup'
export { parameterAlias } from './model/identifier'
export { open, presentKeyVersion, rewrap, seal, type Sealed } from './sealing'
export { keyStateOf } from './store'
