export {
  closeChannels,
  closeChannelSubject,
  createChannelTokens,
  endGatewayLease,
  type NodeName,
  type Opening,
  openChannels,
  renewGatewayLease,
  takeGatewayLease,
} from './channels'
export { recordSignOfLife } from './health'
export { recordFingerprint, registerNode, replaceNodeKey } from './registration'
export { findNodeIdentity, transitionToNextKey } from './store/identity'
export type { OpenedChannel } from './store/presence'
export { findNodes, type ManagedNode } from './store/nodes'
export { countTargets, type NodeSelection, resolveTargets } from './targets'
