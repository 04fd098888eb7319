import { createActivation } from './operations/create-activation'
import { deleteActivation } from './operations/delete-activation'
import { describeActivations } from './operations/describe-activations'
import { registerManagedInstance } from './operations/register-managed-instance'
import { requestManagedInstanceRoleToken } from './operations/request-managed-instance-role-token'
import { updateManagedInstancePublicKey } from './operations/update-managed-instance-public-key'

export const activationOperations = [
  createActivation,
  deleteActivation,
  describeActivations,
  registerManagedInstance,
  requestManagedInstanceRoleToken,
  updateManagedInstancePublicKey,
] as const
