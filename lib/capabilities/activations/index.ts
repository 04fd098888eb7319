export { confirmNodeKey, findNodeKeys, type NodeCredentials, openNodeCredentials } from './credentials'
