export { confirmNodeKey, findNodeKeys, openNodeCredentials } from './credentials'
