import { deregisterManagedInstance } from './operations/deregister-managed-instance'
import { describeInstanceInformation } from './operations/describe-instance-information'
import { describeInstanceProperties } from './operations/describe-instance-properties'
import { getConnectionStatus } from './operations/get-connection-status'
import { getManagedNode } from './operations/get-managed-node'
import { listManagedNodes } from './operations/list-managed-nodes'
import { listNodes } from './operations/list-nodes'
import { listNodesSummary } from './operations/list-nodes-summary'
import { updateInstanceInformation } from './operations/update-instance-information'
import { updateManagedInstanceRole } from './operations/update-managed-instance-role'
import { updateManagedNodeName } from './operations/update-managed-node-name'

export const nodeOperations = [
  deregisterManagedInstance,
  describeInstanceInformation,
  describeInstanceProperties,
  getConnectionStatus,
  getManagedNode,
  listManagedNodes,
  listNodes,
  listNodesSummary,
  updateInstanceInformation,
  updateManagedInstanceRole,
  updateManagedNodeName,
] as const
