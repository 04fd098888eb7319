export { rewrap, seal } from './sealing'
