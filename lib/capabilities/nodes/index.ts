export {
  closeChannels,
  createChannelTokens,
  endGatewayLease,
  openChannels,
  renewGatewayLease,
  takeGatewayLease,
} from './channels'
export { recordSignOfLife } from './health'
export { recordFingerprint, registerNode, replaceNodeKey } from './registration'
export { findNodeIdentity, transitionToNextKey } from './store/identity'
export { findNodes } from './store/nodes'
export { countTargets, resolveTargets } from './targets'
